import { operatorsMigrations } from '../../../server/modules/operators/index.js'
import type { App } from '../../../server/app.js'
import { manualClock } from '../../support/clock.js'
import { useDatabase } from '../../support/database.js'
import { freshAddress, operatorsApp } from '../../support/operators.js'

const database = useDatabase(operatorsMigrations)
const staff = new Map([['lin', { name: '林小满', storeCodes: ['S001'] }]])
const codes = { 'code-of-lin': 'lin', 'code-of-gone': 'gone', 'code-of-customer': '' }
let app: App
let parts: Awaited<ReturnType<typeof operatorsApp>>
beforeAll(async () => {
  parts = await operatorsApp(database.db, { clock: manualClock(new Date()), codes, staff })
  app = parts.app
})
beforeEach(async () => {
  await database.empty()
  staff.set('lin', { name: '林小满', storeCodes: ['S001'] })
})
afterAll(() => app.close())

async function begin(redirect = '/sidebar/') {
  const query = new URLSearchParams({ redirect }).toString()
  const answer = await app.inject({ url: `/api/sidebar/login-url?${query}` })
  const url = answer.json<{ url?: string }>().url
  const cookie = answer.cookies.find(({ name }) => name === 'huike_login_state')
  const sent = url === undefined ? null : new URL(url).searchParams
  return { answer, state: cookie?.value ?? '', sent }
}

function finish(code: string, state: string, cookie = state) {
  const headers = {
    'x-huike-csrf': '1',
    'x-forwarded-for': freshAddress(),
    cookie: `huike_login_state=${cookie}`,
  }
  const payload = { code, state }
  return app.inject({ method: 'POST', url: '/api/sidebar/session', headers, payload })
}

test('a staff member logs in through WeCom and gets one operator, kept up to date', async () => {
  const { state, sent } = await begin()
  expect(sent?.get('state')).toBe(state)
  expect(sent?.get('redirectUrl')).toBe('http://127.0.0.1:3000/sidebar/')
  const first = await finish('code-of-lin', state)
  expect(first.json()).toMatchObject({
    operator: { name: '林小满', role: 'staff', storeCodes: ['S001'] },
  })
  staff.set('lin', { name: '林小满', storeCodes: ['S002'] })
  const again = await finish('code-of-lin', (await begin()).state)
  expect(again.json()).toMatchObject({ operator: { storeCodes: ['S002'] } })
  expect(await database.db.collection('operators').countDocuments({ role: 'staff' })).toBe(1)
})

// Guarantee: opening a chat in the browser of a logged-in operator does not log the operator out.
test('the sidebar keeps its session in a cookie of its own', async () => {
  const { state } = await begin()
  const headers = {
    'x-huike-csrf': '1',
    'x-huike-page': 'sidebar',
    'x-forwarded-for': freshAddress(),
    cookie: `huike_login_state=${state}`,
  }
  const payload = { code: 'code-of-lin', state }
  const entered = await app.inject({
    method: 'POST',
    url: '/api/sidebar/session',
    headers,
    payload,
  })
  const session = entered.cookies.find(({ name }) => name === 'huike_sidebar_session')
  expect(entered.cookies.some(({ name }) => name === 'huike_session')).toBe(false)
  const cookie = `huike_sidebar_session=${session?.value}`
  const read = (given: object) => app.inject({ url: '/api/session', headers: { ...given, cookie } })
  expect((await read({ 'x-huike-page': 'sidebar' })).statusCode).toBe(200)
  expect((await read({})).statusCode).toBe(401)
})

test.each([
  ['a code that is not good', 'code-unknown', 401, 'login-code-invalid'],
  ['somebody who has left', 'code-of-gone', 403, 'not-a-staff-member'],
  ['a customer', 'code-of-customer', 403, 'not-a-staff-member'],
])('%s is refused', async (_what, code, status, problem) => {
  const answer = await finish(code, (await begin()).state)
  expect(answer.json()).toMatchObject({ status, code: problem })
  expect(answer.cookies.some(({ name }) => name === 'huike_session')).toBe(false)
})

// Guarantee: nobody can be made to work under another person's name by a link with that person's code.
test('a code is taken only from the browser that began the log-in', async () => {
  const { state } = await begin()
  for (const cookie of ['', 'another-state']) {
    const answer = await finish('code-of-lin', state, cookie)
    expect(answer.json()).toMatchObject({ status: 401, code: 'login-state-wrong' })
  }
})

// Guarantee: a log-in code is never sent to another host.
test.each(['https://evil.example/', '//evil.example/x', 'javascript:alert(1)'])(
  'the way back %s is refused',
  async (redirect) => {
    const { answer } = await begin(redirect)
    expect(answer.json()).toMatchObject({ status: 400, code: 'redirect-not-ours' })
  },
)

test('the sidebar gets signatures for our own pages only, and only when logged in', async () => {
  const { state } = await begin()
  const entered = await finish('code-of-lin', state)
  const session = entered.cookies.find(({ name }) => name === 'huike_session')
  const headers = { cookie: `huike_session=${session?.value}` }
  const sign = (url: string, given: object) =>
    app.inject({ url: `/api/sidebar/jssdk?url=${encodeURIComponent(url)}`, headers: { ...given } })
  const ours = 'http://127.0.0.1:3000/sidebar/'
  expect((await sign(ours, headers)).json()).toMatchObject({ signature: `signed ${ours}` })
  expect((await sign('https://evil.example/', headers)).statusCode).toBe(400)
  expect((await sign(ours, {})).statusCode).toBe(401)
})

test('staff who leave lose access at once', async () => {
  const entered = await finish('code-of-lin', (await begin()).state)
  const session = entered.cookies.find(({ name }) => name === 'huike_session')
  const headers = { cookie: `huike_session=${session?.value}` }
  expect((await app.inject({ url: '/api/session', headers })).statusCode).toBe(200)
  await parts.operators.revokeStaff('lin')
  await parts.operators.revokeStaff('lin')
  expect((await app.inject({ url: '/api/session', headers })).statusCode).toBe(401)
})

test('staff cannot use what only the console may', async () => {
  const entered = await finish('code-of-lin', (await begin()).state)
  const session = entered.cookies.find(({ name }) => name === 'huike_session')
  const headers = { cookie: `huike_session=${session?.value}` }
  expect((await app.inject({ url: '/api/operators', headers })).statusCode).toBe(403)
})
