import { audit } from '../../../scripts/audit/index.js'
import { check, NOW, run, undo, upload, useWorkshop, worldOf } from './workshop.js'
import { ORDERS, identifierIn, withStore } from './lists.js'

const shop = useWorkshop('_imports_orders')
beforeEach(() => shop.empty())

test('a list of orders becomes orders of that source, counted for their members', async () => {
  const workshop = await withStore(shop)
  const importId = await upload(workshop, { kind: 'orders', content: ORDERS })
  await check(workshop, importId)
  expect(await run(workshop, importId)).toMatchObject({ run: { rows: 3, imported: 3 } })
  expect(await shop.db.collection('orders').findOne({ orderNo: 'A1' })).toMatchObject({
    source: 'pos-1',
    status: 'paid',
    paidFen: 1_850,
    storeCode: 'S001',
    channel: '堂食',
    identifierKey: 'member_no:pos-1:C1',
    paidAt: new Date('2026-01-05T12:30:00+08:00'),
  })
  expect(await identifierIn(shop, { _id: 'member_no:pos-1:C1' })).toMatchObject({
    ordersPaid: 2,
    paidFen: 3_850,
    firstPaidAt: new Date('2026-01-05T12:30:00+08:00'),
    lastPaidAt: new Date('2026-01-06T12:30:00+08:00'),
  })
  expect(await audit(shop.db)).toEqual([])
})

const paidBefore = (paidFen: number) => ({
  key: 'open:pos-1:e1',
  source: 'pos-1',
  type: 'order.paid',
  partitionKey: 'order:pos-1:A1',
  lane: 'normal' as const,
  occurredAt: new Date('2026-01-05T12:30:00+08:00'),
  receivedAt: NOW,
  attempts: 1,
  data: {
    id: 'e1',
    source: 'pos-1',
    isTrusted: true,
    identifiers: { memberNo: 'C1' },
    data: { orderNo: 'A1', paidFen, items: [], storeCode: 'S001', channel: '堂食' },
  },
})

// Guarantee: an order that another system has told is neither counted twice nor overwritten, nor taken away by an undo.
test.each([
  [1_850, 'order-known'],
  [9_900, 'order-already-paid'],
])('an order that was told with %d fen is refused as %s', async (paidFen, rule) => {
  const workshop = await withStore(shop)
  await workshop.tell([paidBefore(paidFen)])
  const before = await worldOf(shop.db)
  const importId = await upload(workshop, { kind: 'orders', content: ORDERS })
  await check(workshop, importId)
  expect(await run(workshop, importId)).toMatchObject({
    run: { rows: 3, imported: 2, refused: 1 },
  })
  expect(await workshop.imports.firstFaults(importId)).toEqual([{ row: 2, column: null, rule }])
  expect(await identifierIn(shop, { _id: 'member_no:pos-1:C1' })).toMatchObject({
    ordersPaid: 2,
    paidFen: paidFen + 2_000,
  })
  expect(await undo(workshop, importId)).toMatchObject({
    status: 'undone',
    undo: { removed: 2, kept: 0 },
  })
  expect(await worldOf(shop.db)).toEqual(before)
  expect(await identifierIn(shop, { _id: 'member_no:pos-1:C1' })).toMatchObject({
    firstPaidAt: new Date('2026-01-05T12:30:00+08:00'),
    lastPaidAt: new Date('2026-01-05T12:30:00+08:00'),
  })
  expect(await audit(shop.db)).toEqual([])
})

// Guarantee: money that has moved stays: an imported order with a refund outlives the undo, with all that belongs to it.
test('an order that was refunded since is kept by the undo', async () => {
  const workshop = await withStore(shop)
  const importId = await upload(workshop, { kind: 'orders', content: ORDERS })
  await check(workshop, importId)
  await run(workshop, importId)
  const { data, ...paid } = paidBefore(0)
  const refund = { orderNo: 'A1', refundNo: 'R1', refundFen: 100 }
  await workshop.tell([
    {
      ...paid,
      key: 'open:pos-1:r1',
      type: 'order.refunded',
      data: { ...data, id: 'r1', data: refund },
    },
  ])
  expect(await undo(workshop, importId)).toMatchObject({ undo: { removed: 2, kept: 1 } })
  expect(await shop.db.collection('orders').find().toArray()).toMatchObject([{ orderNo: 'A1' }])
  expect(await identifierIn(shop, { _id: 'member_no:pos-1:C1' })).toMatchObject({
    ordersPaid: 1,
    paidFen: 1_850,
  })
})

test('a refund that was early wakes with the import of its order and waits again after the undo', async () => {
  const workshop = await withStore(shop)
  const importId = await upload(workshop, { kind: 'orders', content: ORDERS })
  await check(workshop, importId)
  await run(workshop, importId)
  const guards = shop.db.collection('inbox_guards')
  const guard = { _id: 'order:pos-1:A1' as never }
  expect(await guards.findOne(guard)).toHaveProperty('appearedAt')
  await undo(workshop, importId)
  expect(await guards.findOne(guard)).not.toHaveProperty('appearedAt')
})

test('an order list can be imported again after its undo', async () => {
  const workshop = await withStore(shop)
  const worlds = []
  for (let round = 0; round < 2; round += 1) {
    const importId = await upload(workshop, { kind: 'orders', content: ORDERS })
    await check(workshop, importId)
    await run(workshop, importId)
    const { orders, counters, sums } = await worldOf(shop.db)
    worlds.push({ orders, counters, sums })
    await undo(workshop, importId)
  }
  expect(worlds[1]).toEqual(worlds[0])
})
