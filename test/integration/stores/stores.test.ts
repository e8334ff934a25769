import {
  auditRepository,
  auditService,
  operatorsMigrations,
} from '../../../server/modules/operators/index.js'
import {
  storesMigrations,
  storeEdits,
  storesRepository,
  storesRoutes,
  storesService,
  type Stores,
} from '../../../server/modules/stores/index.js'
import type { App } from '../../../server/app.js'
import { transactions } from '../../../server/platform/mongo/index.js'
import { manualClock } from '../../support/clock.js'
import { useDatabase } from '../../support/database.js'
import { ADMIN_PASSWORD, asOperator, operatorsApp } from '../../support/operators.js'

const database = useDatabase([...operatorsMigrations, ...storesMigrations])
const clock = manualClock(new Date())
let app: App
let stores: Stores
let operators: Awaited<ReturnType<typeof operatorsApp>>['operators']
beforeAll(async () => {
  const { db } = database
  const rows = storesRepository(db)
  stores = storesService({ stores: rows, clock })
  const audit = auditService({ entries: auditRepository(db), clock })
  const edits = storeEdits({ stores: rows, audit, inTransaction: transactions(db), clock })
  const made = await operatorsApp(db, { clock, plugins: [storesRoutes(stores, edits)] })
  app = made.app
  operators = made.operators
})
beforeEach(async () => {
  await database.empty()
  await operators.ensureFirstAdmin(ADMIN_PASSWORD)
})
afterAll(() => app.close())

const three = [
  { storeCode: 'S001', name: '山野茶铺·人民路店', address: '人民路 1 号', department: '2' },
  { storeCode: 'S002', name: '山野茶铺·湖滨店', department: '3' },
  { storeCode: 'S003', name: '山野茶铺·大学城店' },
]

test('the shop lists stores page by page, without what only staff need', async () => {
  await stores.upsert(three)
  const first = await app.inject('/mini/v1/stores?limit=2')
  const page = first.json<{ items: object[]; nextCursor: string }>()
  expect(page.items).toEqual([
    { storeCode: 'S001', name: '山野茶铺·人民路店', address: '人民路 1 号' },
    { storeCode: 'S002', name: '山野茶铺·湖滨店' },
  ])
  const second = await app.inject(`/mini/v1/stores?limit=2&cursor=${page.nextCursor}`)
  expect(second.json()).toMatchObject({ items: [{ storeCode: 'S003' }], nextCursor: null })
})

test('stores are found by code and by department; upserting twice changes nothing', async () => {
  await stores.upsert(three)
  await stores.upsert(three)
  expect(await database.db.collection('stores').countDocuments()).toBe(3)
  const names = await stores.nameOf(['S002', 'S002', 'S999'])
  expect([...names]).toEqual([['S002', '山野茶铺·湖滨店']])
  expect((await stores.ofDepartments(['3', '9'])).get('3')?.storeCode).toBe('S002')
})

test('an admin saves a store and the brand; the audit trail tells', async () => {
  const headers = await asOperator(app)
  const put = (url: string, payload: object, given = headers) =>
    app.inject({ method: 'PUT', url, headers: given, payload })
  expect((await put('/api/stores/S009', { name: '新店' })).json()).toEqual({
    storeCode: 'S009',
    name: '新店',
  })
  expect((await put('/api/brand', { name: '山野茶铺' })).statusCode).toBe(200)
  expect(await stores.brand()).toEqual({ name: '山野茶铺' })
  expect((await put('/api/stores/a b', { name: 'x' })).json()).toMatchObject({
    errors: [{ field: 'storeCode' }],
  })
  const audit = await app.inject({ url: '/api/audit', headers })
  expect(audit.body).toContain('store.save')
  expect(audit.body).toContain('brand.save')
})

// Guarantee: data scope by store.
test('an operator of one store sees that store only, and cannot change any', async () => {
  await stores.upsert(three)
  const lin = { username: 'lin', password: 'lin-password' }
  const payload = { ...lin, name: '林', role: 'store-manager', storeCodes: ['S002'] }
  const admin = await asOperator(app)
  await app.inject({ method: 'POST', url: '/api/operators', headers: admin, payload })
  const headers = await asOperator(app, lin)
  const list = await app.inject({ url: '/api/stores', headers })
  expect(list.json()).toMatchObject({ items: [{ storeCode: 'S002', department: '3' }] })
  expect(list.json<{ items: object[] }>().items).toHaveLength(1)
  const save = { method: 'PUT', url: '/api/stores/S002', headers, payload: { name: 'x' } } as const
  expect((await app.inject(save)).statusCode).toBe(403)
  expect((await app.inject('/api/stores')).statusCode).toBe(401)
})
