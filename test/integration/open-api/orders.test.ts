import { IncidentPage } from '../../../server/modules/payments/incidents.contract.js'
import { useSystem } from '../../support/system.js'
import { ago, httpOf, MINUTE_MS, newSource, paid, refunded } from './till.js'

const system = useSystem({ suffix: '_open_orders' })

const open = () => system.now.openApi()
const tell = async (...events: Parameters<ReturnType<typeof open>['sendEvents']>[0][number][]) => {
  const results = await open().sendEvents(events)
  expect(results.map(({ status }) => status)).toEqual(results.map(() => 'accepted'))
  await system.now.drain()
}
const buyerOf = async (source: string) => {
  const customerId = await open().resolve({ member_no: `M-${source}`, source })
  return customerId === null ? null : await open().customer(customerId)
}
const rowOf = (source: string, id: string) =>
  system.now.deps.db.collection<{ _id: string }>('inbox').findOne({ _id: `open:${source}:${id}` })
const incidents = async () => {
  const console = await system.now.asOperator()
  return (await console.send('GET', '/api/incidents?limit=100', IncidentPage)).body.items
}

test('a paid order counts for its buyer and is an entry with its number, at its own time', async () => {
  const source = newSource()
  const event = paid({ source, orderNo: 'A17' }, { occurredAt: ago(60 * MINUTE_MS) })
  await tell(event)
  const buyer = await buyerOf(source)
  expect(buyer?.metrics).toMatchObject({ ordersPaid: 1, paidFen: 3000, netFen: 3000 })
  expect(buyer?.metrics).toMatchObject({
    firstPaidAt: event.occurredAt,
    lastPaidAt: event.occurredAt,
  })
  const { items } = await open().timeline(buyer?.customerId ?? '')
  expect(items).toMatchObject([
    {
      at: event.occurredAt,
      type: 'order.paid',
      source,
      eventId: event.id,
      data: { orderNo: 'A17' },
    },
  ])
})

// Guarantee: an order is unique by (source, orderNo): no second report adds money.
test('told again under another id: the same content has no effect, other content is dead', async () => {
  const source = newSource()
  const event = paid({ source, orderNo: 'A17' })
  await tell(event)
  const dead = (await open().stats()).dead
  await tell(
    { ...event, id: 'again' },
    { ...paid({ source, orderNo: 'A17', paidFen: 1 }), id: 'other' },
  )
  expect(await rowOf(source, 'again')).toMatchObject({ state: 'done', outcome: 'duplicate' })
  expect(await rowOf(source, 'other')).toMatchObject({
    state: 'dead',
    reason: 'order-already-paid',
  })
  expect((await buyerOf(source))?.metrics).toMatchObject({ ordersPaid: 1, netFen: 3000 })
  expect((await open().stats()).dead).toBe(dead + 1)
})

// Guarantee: events may come in any order; a refund moves no money before its order is there.
test('a refund before its order waits, holds up no drain, and moves money once the order comes', async () => {
  const source = newSource()
  const refund = refunded({ source, orderNo: 'A17', refundNo: 'R1', refundFen: 1000 })
  const { waiting } = await open().stats()
  await tell(refund)
  expect(await open().stats()).toMatchObject({ pending: 0, leased: 0, waiting: waiting + 1 })
  expect(await buyerOf(source)).toBeNull()

  await tell(paid({ source, orderNo: 'A17' }))
  expect(await open().stats()).toMatchObject({ pending: 0, leased: 0, waiting })
  const buyer = await buyerOf(source)
  expect(buyer?.metrics).toMatchObject({
    ordersPaid: 1,
    paidFen: 3000,
    refundedFen: 1000,
    netFen: 2000,
  })
  const { items } = await open().timeline(buyer?.customerId ?? '')
  expect(items.map(({ type }) => type).sort()).toEqual(['order.paid', 'order.refunded'])
})

test('refund and order in one request, in the wrong order, end the same; ordersPaid stays', async () => {
  const source = newSource()
  await tell(
    refunded({ source, orderNo: 'A17', refundNo: 'R1', refundFen: 3000 }),
    paid({ source, orderNo: 'A17' }),
  )
  expect((await buyerOf(source))?.metrics).toMatchObject({ ordersPaid: 1, netFen: 0 })
})

test('one refund number is one refund', async () => {
  const source = newSource()
  const refund = refunded({ source, orderNo: 'A17', refundNo: 'R1', refundFen: 1000 })
  await tell(paid({ source, orderNo: 'A17' }), refund, { ...refund, id: 'again' })
  await tell(refunded({ source, orderNo: 'A17', refundNo: 'R1', refundFen: 999 }, { id: 'other' }))
  expect(await rowOf(source, 'other')).toMatchObject({
    state: 'dead',
    reason: 'refund-already-told',
  })
  expect((await buyerOf(source))?.metrics).toMatchObject({ refundedFen: 1000, netFen: 2000 })
})

// Guarantee: refunds never exceed what was paid; what would is shown to a person.
test('refunds above the paid sum move nothing and are an incident', async () => {
  const source = newSource()
  await tell(
    paid({ source, orderNo: 'A17' }),
    refunded({ source, orderNo: 'A17', refundNo: 'R1', refundFen: 2500 }),
    refunded({ source, orderNo: 'A17', refundNo: 'R2', refundFen: 501 }, { id: 'above' }),
  )
  expect((await buyerOf(source))?.metrics).toMatchObject({ refundedFen: 2500, netFen: 500 })
  expect(await rowOf(source, 'above')).toMatchObject({ state: 'done', outcome: 'incident' })
  expect((await incidents()).filter(({ summary }) => summary.includes(source))).toMatchObject([
    { kind: 'refund-exceeds-payment', amountFen: 501, state: 'open' },
  ])
})

test('items need not add up, and a store that nobody knows is kept and listed', async () => {
  const source = newSource()
  const items = [{ sku: 'a', name: '茶', qty: 1, amountFen: 9_999 }]
  const data = { orderNo: 'A1', storeCode: `S-${source}`, paidFen: 1, items, channel: 'till' }
  await tell(paid({ source, orderNo: 'A1' }, { data }))
  expect((await buyerOf(source))?.metrics).toMatchObject({ ordersPaid: 1, netFen: 1 })
  const console = await system.now.asOperator()
  const headers = console.headers()
  const listed = await fetch(`${system.now.url}/api/orders/unknown-store-codes`, { headers })
  expect(await listed.text()).toContain(`S-${source}`)
})

test('every report at once, in any order and twice, ends in the same sums', async () => {
  const source = newSource()
  const numbers = Array.from({ length: 20 }, (_, n) => `B${n}`)
  const events = numbers.flatMap((orderNo) => [
    refunded({ source, orderNo, refundNo: 'R1', refundFen: 1000 }),
    paid({ source, orderNo }),
  ])
  await Promise.all([events, events.toReversed()].map((told) => open().sendEvents(told)))
  await system.now.drain()
  const buyer = await buyerOf(source)
  expect(buyer?.metrics).toMatchObject({ ordersPaid: 20, paidFen: 60_000, netFen: 40_000 })
  const { items } = await open().timeline(buyer?.customerId ?? '')
  expect(items).toHaveLength(40)
  expect(new Set(items.map(({ eventId }) => eventId)).size).toBe(40)
})

describe('stats and drain', () => {
  // Guarantee: after a drain that answers 200 every effect is in every answer.
  test('after a 200 the customer, its metrics and its timeline are there', async () => {
    for (let round = 0; round < 5; round += 1) {
      const source = newSource()
      const orders = Array.from({ length: 10 }, (_, n) => paid({ source, orderNo: `C${n}` }))
      await open().sendEvents(orders)
      const drained = await httpOf(system.now).post('/inbox/drain?timeoutMs=20000', '{}')
      expect(drained).toMatchObject({ status: 200, body: { pending: 0, leased: 0 } })
      const buyer = await buyerOf(source)
      expect(buyer?.metrics).toMatchObject({ ordersPaid: 10, netFen: 30_000 })
      expect((await open().timeline(buyer?.customerId ?? '')).items).toHaveLength(10)
    }
  })

  test('when the time is over the answer is 202, with what is left', async () => {
    await system.now.deps.stop() // nobody works any more
    const source = newSource()
    await open().sendEvents([paid({ source, orderNo: 'D1' })])
    const drained = await httpOf(system.now).post('/inbox/drain?timeoutMs=50', '{}')
    expect(drained).toMatchObject({ status: 202, body: { pending: 1, leased: 0 } })
    expect(Object.keys(drained.body).sort()).toEqual([
      'dead',
      'done',
      'leased',
      'pending',
      'waiting',
    ])
    await system.now.deps.start()
    await system.now.drain()
    expect((await buyerOf(source))?.metrics).toMatchObject({ ordersPaid: 1 })
  })

  test.each(['-1', 'soon', '999999999'])('timeoutMs=%s is refused', async (given) => {
    const answer = await httpOf(system.now).post(`/inbox/drain?timeoutMs=${given}`, '{}')
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'timeoutMs' }] } })
  })
})
