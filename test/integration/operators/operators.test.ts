import { operatorsMigrations } from '../../../server/modules/operators/index.js'
import type { App } from '../../../server/app.js'
import { manualClock } from '../../support/clock.js'
import { useDatabase } from '../../support/database.js'
import { ADMIN_PASSWORD, asOperator, operatorsApp, postSession } from '../../support/operators.js'

const database = useDatabase(operatorsMigrations)
const clock = manualClock(new Date())
let app: App
let admin: Record<string, string>
let parts: Awaited<ReturnType<typeof operatorsApp>>
beforeAll(async () => {
  parts = await operatorsApp(database.db, { clock })
  app = parts.app
})
beforeEach(async () => {
  await database.empty()
  await parts.operators.ensureFirstAdmin(ADMIN_PASSWORD)
  admin = await asOperator(app)
})
afterAll(() => app.close())

const lin = { username: 'lin', name: '林', role: 'operator', password: 'lin-password' }
const create = (payload: object, headers = admin) =>
  app.inject({ method: 'POST', url: '/api/operators', headers, payload })
const patch = (operatorId: string, payload: object, headers = admin) =>
  app.inject({ method: 'PATCH', url: `/api/operators/${operatorId}`, headers, payload })
const idOf = async (username: string): Promise<string> =>
  String((await database.db.collection('operators').findOne({ username }))?._id)

test('a new operator can log in and is in the list and in the audit trail', async () => {
  expect((await create({ ...lin, storeCodes: ['S001'] })).statusCode).toBe(201)
  const answer = await postSession(app, lin)
  expect(answer.json()).toMatchObject({ operator: { name: '林', storeCodes: ['S001'] } })

  const list = await app.inject({ url: '/api/operators', headers: admin })
  const names = list.json<{ items: { username: string }[] }>().items.map((item) => item.username)
  expect(names.sort()).toEqual(['admin', 'lin'])
  expect(list.body).not.toContain('scrypt')

  const audit = await app.inject({ url: '/api/audit', headers: admin })
  const entries = audit.json<{ items: { action: string; actor: { name: string } }[] }>().items
  expect(entries.map(({ action }) => action)).toContain('operator.create')
  expect(audit.body).not.toContain('scrypt')
})

test('a name that is taken is refused, and the audit trail does not claim otherwise', async () => {
  const answers = await Promise.all([create(lin), create(lin), create(lin)])
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409, 409])
  const entries = database.db.collection('audit_entries')
  expect(await entries.countDocuments({ action: 'operator.create' })).toBe(1)
})

test.each([
  ['a short password', { ...lin, password: 'short' }, 'password'],
  ['the role of staff', { ...lin, role: 'staff' }, 'role'],
  ['a name with a colon', { ...lin, username: 'wecom:lin' }, 'username'],
])('%s is refused and named', async (_what, payload, field) => {
  const answer = await create(payload)
  expect(answer.json()).toMatchObject({ code: 'request-invalid', errors: [{ field }] })
})

test('nobody but an admin manages operators or reads the audit trail', async () => {
  await create(lin)
  const headers = await asOperator(app, lin)
  expect((await create({ ...lin, username: 'mei' }, headers)).json()).toMatchObject({
    status: 403,
    code: 'not-allowed',
  })
  expect((await app.inject({ url: '/api/audit', headers })).statusCode).toBe(403)
  expect((await app.inject({ url: '/api/audit' })).statusCode).toBe(401)
})

// Guarantee: rights that are taken away are gone at the next request.
test('a disabled operator and one with a new password are logged out at once', async () => {
  await create(lin)
  const operatorId = await idOf('lin')
  const first = await asOperator(app, lin)
  expect((await patch(operatorId, { password: 'another-password' })).statusCode).toBe(200)
  expect((await app.inject({ url: '/api/session', headers: first })).statusCode).toBe(401)

  const credentials = { username: 'lin', password: 'another-password' }
  const second = await asOperator(app, credentials)
  expect((await patch(operatorId, { status: 'disabled' })).statusCode).toBe(200)
  expect((await app.inject({ url: '/api/session', headers: second })).statusCode).toBe(401)
  expect((await postSession(app, credentials)).json()).toMatchObject({ code: 'login-failed' })
})

test('a role that changes is felt at the next request of the same session', async () => {
  await create(lin)
  const headers = await asOperator(app, lin)
  await patch(await idOf('lin'), { role: 'read-only' })
  const session = await app.inject({ url: '/api/session', headers })
  const { operator } = session.json<{ operator: { role: string; permissions: string[] } }>()
  expect(operator.role).toBe('read-only')
  expect(operator.permissions).not.toContain('catalog.write')
})

test('the last admin stays', async () => {
  const answer = await patch(await idOf('admin'), { role: 'operator' })
  expect(answer.json()).toMatchObject({ status: 409, code: 'last-admin' })
})

// Guarantee: two admins who demote each other at once do not leave the product without one.
test('two admins cannot demote each other at once', async () => {
  await create({ ...lin, role: 'admin' })
  const both = await Promise.all([
    patch(await idOf('admin'), { role: 'operator' }),
    patch(await idOf('lin'), { role: 'operator' }),
  ])
  expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
  const admins = { role: 'admin', status: 'active' }
  expect(await database.db.collection('operators').countDocuments(admins)).toBe(1)
})

test('the audit trail is read page by page, also for one subject', async () => {
  await create(lin)
  const operatorId = await idOf('lin')
  for (const name of ['林一', '林二', '林三']) {
    await patch(operatorId, { name })
  }
  const page = async (query: string) => {
    const answer = await app.inject({ url: `/api/audit?${query}`, headers: admin })
    return answer.json<{ items: { action: string; after?: object }[]; nextCursor: string | null }>()
  }
  const first = await page(`subject=${operatorId}&limit=3`)
  expect(first.items).toHaveLength(3)
  const second = await page(`subject=${operatorId}&limit=3&cursor=${first.nextCursor}`)
  expect(second).toMatchObject({ items: [{ action: 'operator.create' }], nextCursor: null })
  expect((await app.inject({ url: '/api/audit?cursor=x', headers: admin })).json()).toMatchObject({
    status: 400,
    code: 'cursor-invalid',
  })
})
