import { operatorsMigrations } from '../../../server/modules/operators/index.js'
import type { App } from '../../../server/app.js'
import { manualClock } from '../../support/clock.js'
import { useDatabase } from '../../support/database.js'
import {
  ADMIN_PASSWORD,
  asOperator,
  freshAddress,
  operatorsApp,
  postSession,
} from '../../support/operators.js'

const HOUR_MS = 3_600_000
const database = useDatabase(operatorsMigrations)
const clock = manualClock(new Date())
let app: App
let parts: Awaited<ReturnType<typeof operatorsApp>>
beforeAll(async () => {
  parts = await operatorsApp(database.db, { clock })
  app = parts.app
})
beforeEach(async () => {
  await database.empty()
  await parts.operators.ensureFirstAdmin(ADMIN_PASSWORD)
})
afterAll(() => app.close())

const admin = { username: 'admin', password: ADMIN_PASSWORD }
const session = (headers: Record<string, string>) => app.inject({ url: '/api/session', headers })

test('an operator logs in, is recognised and logs out', async () => {
  const answer = await postSession(app, admin)
  expect(answer.json()).toMatchObject({ operator: { username: 'admin', role: 'admin' } })
  const cookie = answer.cookies.find(({ name }) => name === 'huike_session')
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })

  const headers = { cookie: `huike_session=${cookie?.value}`, 'x-huike-csrf': '1' }
  expect((await session(headers)).json()).toMatchObject({ brand: { name: '山野茶铺' } })
  expect((await app.inject({ method: 'DELETE', url: '/api/session', headers })).statusCode).toBe(
    204,
  )
  expect((await session(headers)).json()).toMatchObject({ code: 'not-logged-in' })
})

// Guarantee: a stolen database gives nobody a session.
test('the token of a session is stored as a keyed hash only', async () => {
  const { cookie } = await asOperator(app)
  const token = cookie.split('=')[1] ?? ''
  const stored = JSON.stringify(await database.db.collection('operator_sessions').find().toArray())
  expect(stored).not.toContain(token)
  expect(JSON.stringify(await database.db.collection('operators').find().toArray())).not.toContain(
    ADMIN_PASSWORD,
  )
})

test.each([
  ['a wrong password', { username: 'admin', password: 'wrong-password' }],
  ['an unknown name', { username: 'nobody', password: 'wrong-password' }],
])('%s is answered the same way', async (_what, credentials) => {
  const answer = await postSession(app, credentials)
  expect(answer.statusCode).toBe(401)
  expect(answer.json()).toMatchObject({ code: 'login-failed' })
  expect(answer.json()).not.toHaveProperty('detail')
  expect(answer.headers['set-cookie']).toBeUndefined()
})

// Guarantee: guessing is limited also when the guesses come all at once (count first, then look).
test('of twenty guesses at once from one address at most five are heard', async () => {
  const ip = freshAddress()
  const guesses = Array.from({ length: 20 }, (_, index) =>
    postSession(app, { username: 'admin', password: `guess-number-${index}`, ip }),
  )
  const codes = (await Promise.all(guesses)).map((answer) => answer.json<{ code: string }>().code)
  expect(codes.filter((code) => code === 'login-failed')).toHaveLength(5)
  expect(codes.filter((code) => code === 'login-locked')).toHaveLength(15)
})

test('the right password is refused while locked, works from elsewhere, and again after the window', async () => {
  const ip = freshAddress()
  for (let guess = 0; guess < 5; guess += 1) {
    await postSession(app, { username: 'admin', password: 'wrong-password', ip })
  }
  expect((await postSession(app, { ...admin, ip })).json()).toMatchObject({ code: 'login-locked' })
  expect((await postSession(app, { ...admin, ip: '10.9.9.9' })).statusCode).toBe(200)
  clock.advance(15 * 60_000)
  expect((await postSession(app, { ...admin, ip })).statusCode).toBe(200)
})

test('a log-in that succeeds forgets the failures before it', async () => {
  const ip = freshAddress()
  for (let round = 0; round < 3; round += 1) {
    for (let guess = 0; guess < 4; guess += 1) {
      await postSession(app, { username: 'admin', password: 'wrong-password', ip })
    }
    expect((await postSession(app, { ...admin, ip })).statusCode).toBe(200)
  }
})

test('an idle session ends; one in use goes on until its life is over', async () => {
  const idle = await asOperator(app)
  const busy = await asOperator(app)
  for (let hour = 0; hour < 24; hour += 8) {
    clock.advance(8 * HOUR_MS)
    expect((await session(busy)).statusCode).toBe(200)
  }
  expect((await session(idle)).statusCode).toBe(401)
  for (let hour = 0; hour < 7 * 24; hour += 8) {
    clock.advance(8 * HOUR_MS)
    await session(busy)
  }
  expect((await session(busy)).statusCode).toBe(401)
})

test('the first admin is made once, by however many processes start at once', async () => {
  const starts = Array.from({ length: 4 }, () => parts.operators.ensureFirstAdmin('other-password'))
  await Promise.all(starts)
  expect(await database.db.collection('operators').countDocuments()).toBe(1)
  expect((await postSession(app, admin)).statusCode).toBe(200)
  await database.empty()
  await Promise.all(
    Array.from({ length: 4 }, () => parts.operators.ensureFirstAdmin(ADMIN_PASSWORD)),
  )
  expect(await database.db.collection('operators').countDocuments()).toBe(1)
  await database.empty()
  await expect(parts.operators.ensureFirstAdmin(undefined)).rejects.toThrow('ADMIN_PASSWORD')
})
