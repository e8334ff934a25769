import type { App } from '../../../server/app.js'
import { operatorsMigrations } from '../../../server/modules/operators/index.js'
import { manualClock } from '../../support/clock.js'
import { useDatabase } from '../../support/database.js'
import { ADMIN_PASSWORD, freshAddress, operatorsApp, postSession } from '../../support/operators.js'

const database = useDatabase(operatorsMigrations, { suffix: '_log_in_limits' })
const clock = manualClock(new Date())
/** Processes, which meet in the database only. */
let one: App
let two: App
let three: App
let operators: Awaited<ReturnType<typeof operatorsApp>>['operators']
beforeAll(async () => {
  const first = await operatorsApp(database.db, { clock })
  operators = first.operators
  one = first.app
  two = (await operatorsApp(database.db, { clock })).app
  three = (await operatorsApp(database.db, { clock })).app
})
beforeEach(async () => {
  await database.empty()
  await operators.ensureFirstAdmin(ADMIN_PASSWORD)
})
afterAll(() => Promise.all([one.close(), two.close(), three.close()]))

const admin = { username: 'admin', password: ADMIN_PASSWORD }
const guess = (app: App, ip: string, username = 'admin') =>
  postSession(app, { username, password: 'a-wrong-password', ip })
const codeOf = (answer: Awaited<ReturnType<typeof guess>>) => answer.json<{ code: string }>().code

// Guarantee: guessing is limited for an account and for an address, over all processes together.
test('of twenty guesses at once at two processes five are heard', async () => {
  const ip = freshAddress()
  const guesses = Array.from({ length: 20 }, (_, index) => guess(index % 2 === 0 ? one : two, ip))
  const codes = (await Promise.all(guesses)).map(codeOf)
  expect(codes.filter((code) => code === 'login-failed')).toHaveLength(5)
  expect(codes.filter((code) => code === 'login-locked')).toHaveLength(15)
})

test('one address that tries every name once is heard sixty times, at all processes together', async () => {
  // Each process lets an address guess thirty times a minute only: this is about the count in the database.
  const apps = [one, two, three]
  const ip = '10.200.0.1'
  const tries = Array.from({ length: 66 }, (_, index) =>
    guess(apps[index % apps.length] ?? one, ip, `name-${index}`),
  )
  const codes = (await Promise.all(tries)).map(codeOf)
  expect(codes.filter((code) => code === 'login-failed')).toHaveLength(60)
  expect(codes.filter((code) => code === 'login-locked')).toHaveLength(6)
  expect(codeOf(await postSession(two, { ...admin, ip }))).toBe('login-locked')
  expect((await postSession(two, { ...admin, ip: freshAddress() })).statusCode).toBe(200)
})

test('a network of IPv6 addresses has one count', async () => {
  const codes: string[] = []
  for (let host = 1; host <= 6; host += 1) {
    codes.push(codeOf(await guess(host % 2 === 0 ? one : two, `2001:db8:7:7::${host}`)))
  }
  expect(codes).toEqual([...Array<string>(5).fill('login-failed'), 'login-locked'])
  expect(codeOf(await guess(one, '2001:db8:7:8::1'))).toBe('login-failed')
})

// Guarantee: who is told to wait is told how long, and the answer tells nothing about whether somebody has that name.
test('a locked name of nobody answers like a locked name of somebody', async () => {
  const answers = []
  for (const username of ['admin', 'nobody-has-this']) {
    const ip = freshAddress()
    for (let tries = 0; tries < 5; tries += 1) {
      await guess(one, ip, username)
    }
    clock.advance(60_000)
    answers.push(await guess(two, ip, username))
    clock.advance(-60_000)
  }
  const [known, unknown] = answers
  expect(known?.statusCode).toBe(429)
  expect(Number(known?.headers['retry-after'])).toBe(14 * 60)
  const shape = (answer: typeof known) => ({
    body: { ...answer?.json<object>(), requestId: '' },
    headers: Object.keys(answer?.headers ?? {}).sort(),
    retryAfter: answer?.headers['retry-after'],
  })
  expect(shape(known)).toEqual(shape(unknown))
})

test('the right password is refused while locked, and taken when the time told is over', async () => {
  const ip = freshAddress()
  for (let tries = 0; tries < 5; tries += 1) {
    await guess(one, ip)
  }
  const locked = await postSession(two, { ...admin, ip })
  expect(codeOf(locked)).toBe('login-locked')
  expect(locked.cookies).toEqual([])
  clock.advance(Number(locked.headers['retry-after']) * 1_000)
  expect((await postSession(two, { ...admin, ip })).statusCode).toBe(200)
})

test('many good log-ins of one shop lock nobody out', async () => {
  const ip = '10.200.0.2'
  const statuses: number[] = []
  for (let index = 0; index < 24; index += 1) {
    statuses.push((await postSession(index % 2 === 0 ? one : two, { ...admin, ip })).statusCode)
  }
  expect(new Set(statuses)).toEqual(new Set([200]))
  const counts = await database.db.collection('log_in_attempts').find().toArray()
  expect(counts.filter(({ count }) => Number(count) > 0)).toEqual([])
})

// Guarantee: a session is of our making: nobody can fix it beforehand, and each log-in begins a new one.
test('a cookie that was there before the log-in is no session afterwards', async () => {
  const planted = 'A'.repeat(43)
  const headers = { 'x-huike-csrf': '1', 'x-forwarded-for': freshAddress() }
  const cookie = `huike_session=${planted}`
  const enter = { method: 'POST', url: '/api/session', payload: admin } as const
  const answer = await one.inject({ ...enter, headers: { ...headers, cookie } })
  const given = answer.cookies.find(({ name }) => name === 'huike_session')
  expect(given?.value).not.toBe(planted)
  expect((await one.inject({ url: '/api/session', headers: { cookie } })).statusCode).toBe(401)
  const again = await one.inject({ ...enter, headers: { ...headers, cookie } })
  expect(again.cookies[0]?.value).not.toBe(given?.value)
})

// Guarantee: over https the cookie never travels in clear; no script reads it; no foreign form brings it along.
test.each([
  ['https://shop.example', true],
  ['http://127.0.0.1:3000', false],
])('the cookie of %s is Secure: %p', async (publicUrl, isSecure) => {
  const { app } = await operatorsApp(database.db, { clock, publicUrl })
  const answer = await postSession(app, admin)
  const [text] = [answer.headers['set-cookie']].flat()
  await app.close()
  expect(text).toMatch(/^huike_session=[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly/)
  expect(text).toContain('; SameSite=Lax')
  expect(text?.includes('; Secure')).toBe(isSecure)
  expect(text).not.toContain('Domain=')
})
