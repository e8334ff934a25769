import { declared, addressOf, OWN_PAGE, useHouse, type Headers } from './house.js'
import { DOORS, doorsOf, holdersOf, HOLDERS } from './doors.js'

const house = useHouse({ suffix: '_roles' })

const STORE = 'S001'
const BRAND = ['admin', 'operator', 'read-only'] as const
const OF_STORES = ['admin', 'operator', 'read-only', 'manager'] as const
const PASSWORD = 'a-long-password'

/** Sessions of one person per role, of the whole brand and of one store. */
const sessions = new Map<string, Headers>()
beforeAll(async () => {
  const { ask, logIn, staff } = house.now
  const headers = await logIn()
  const enter = async (who: string, role: string, storeCodes: string[] | null) => {
    const username = who.replaceAll(' ', '.')
    const payload = { username, name: who, role, storeCodes, password: PASSWORD }
    const made = await ask('POST', '/api/operators', { headers, payload })
    expect({ who, status: made.statusCode }).toEqual({ who, status: 201 })
    sessions.set(who, await logIn({ username, password: PASSWORD }))
  }
  for (const role of BRAND) {
    await enter(`${role} of the brand`, role, null)
  }
  for (const role of OF_STORES) {
    await enter(`${role} of S001`, role === 'manager' ? 'store-manager' : role, [STORE])
  }
  sessions.set('staff of S001', await staff('zhangsan'))
}, 180_000)

/** Logging out comes last: it ends the session of who asks. */
const doors = doorsOf('permission').sort(
  (a, b) => Number(a.door === 'DELETE /api/session') - Number(b.door === 'DELETE /api/session'),
)

// Guarantee: a new route cannot be opened without somebody writing down who may use it.
test('the table has every declared route and no other', () => {
  expect(Object.keys(DOORS).sort()).toEqual(declared(house.now).sort())
  const needs = new Set(doorsOf('permission').map(({ need }) => need))
  expect([...needs].sort()).toEqual(Object.keys(HOLDERS).sort())
})

async function knock(door: string, headers: Headers) {
  const { method, url } = addressOf(door)
  const payload = method === 'GET' ? undefined : {}
  const answer = await house.now.ask(method, url, { headers, payload })
  const isProblem = String(answer.headers['content-type']).includes('problem')
  const code = isProblem ? answer.json<{ code: string }>().code : undefined
  return { status: answer.statusCode, code }
}

// Guarantee: each role opens its own doors and no others, and one limited to some stores none over the whole brand.
test.each(doors)('$door is for whoever holds $need', async ({ door, need }) => {
  const holders = holdersOf(need)
  const allowed = new Set([
    ...holders.brand.map((role) => `${role} of the brand`),
    ...holders.stores.map((role) => `${role} of S001`),
  ])
  const found: Record<string, string> = {}
  const expected: Record<string, string> = {}
  for (const [who, headers] of sessions) {
    const { status, code } = await knock(door, headers)
    const isIn = status !== 401 && status !== 403 && status < 500
    found[who] = isIn ? 'in' : `${status} ${code}`
    expected[who] = allowed.has(who) ? 'in' : '403 not-allowed'
  }
  expect(found).toEqual(expected)
})

describe('whoever was let in once', () => {
  const everywhere = async (headers: Headers) => {
    for (const { door } of doorsOf('permission')) {
      const answer = await knock(door, headers)
      expect({ door, ...answer }).toEqual({ door, status: 401, code: 'not-logged-in' })
    }
  }
  const lin = { username: 'lin', password: PASSWORD }
  const payload = { ...lin, name: '林', role: 'admin' }
  let admin: Headers
  let operatorId: string
  beforeAll(async () => {
    const { ask, logIn } = house.now
    admin = await logIn()
    const made = await ask('POST', '/api/operators', { headers: admin, payload })
    operatorId = made.json<{ operatorId: string }>().operatorId
  })
  const patch = (change: object) =>
    house.now.ask('PATCH', `/api/operators/${operatorId}`, { headers: admin, payload: change })

  test('is out of every room after logging out', async () => {
    const headers = await house.now.logIn(lin)
    expect((await knock('DELETE /api/session', headers)).status).toBe(204)
    await everywhere(headers)
  })

  test('is out of every room when the session is over', async () => {
    const headers = await house.now.logIn(lin)
    const over = { $set: { endsAt: new Date(Date.now() - 1) } }
    await house.now.system.deps.db.collection('operator_sessions').updateMany({ operatorId }, over)
    await everywhere(headers)
  })

  test('is out of every room with another password', async () => {
    const headers = await house.now.logIn(lin)
    expect((await patch({ password: 'another-password' })).statusCode).toBe(200)
    await everywhere(headers)
  })

  test('is out of every room once disabled, and stays out when enabled again', async () => {
    const headers = await house.now.logIn({ ...lin, password: 'another-password' })
    await patch({ status: 'disabled' })
    await everywhere(headers)
    await patch({ status: 'active' })
    await everywhere(headers)
  })

  test('is out without the header of our own pages being the reason', async () => {
    const { ask } = house.now
    expect((await ask('GET', '/api/session', { headers: OWN_PAGE })).statusCode).toBe(401)
  })
})
