import fc from 'fast-check'
import {
  decideFulfilment,
  decideReceived,
  decideShip,
  type FulfilmentAct,
} from '../../../server/modules/orders/fulfilment.domain.js'
import { ORDER_TRANSITIONS, type Order } from '../../../server/modules/orders/orders.domain.js'
import { decideRefund, decideRefunded } from '../../../server/modules/orders/refunding.domain.js'

const now = new Date('2026-03-01T10:00:00+08:00')
const paid: Order = {
  orderId: 'ord_1',
  orderNo: 'ord_1',
  source: 'huike',
  identifierKey: 'openid:wx1:o1',
  revision: 1,
  status: 'paid',
  items: [],
  totalFen: 1680,
  paidFen: 1680,
  refundedFen: 0,
  createdAt: now,
  paidAt: now,
  paymentId: 'pay_1',
  closeAttempts: 0,
  history: [{ at: now, status: 'paid' }],
}
const refund = (
  order: Order,
  amountFen: number | 'rest',
  restFen: number,
  by = 'operator' as const,
) => decideRefund(order, { amountFen, isRestocked: false, by }, { restFen, now })

// Guarantee: a parcel is on its way once, its number may be mended, and it ends with the customer or with time.
test('sent, its number mended, received; each again changes nothing', () => {
  const parcel = { company: '顺丰速运', trackingNo: 'SF1' }
  const later = new Date(now.getTime() + 60_000)
  const toSend: Order = { ...paid, sealedAddress: 'sealed' }
  const sent = decideShip(toSend, parcel, now)
  const order = sent.ok ? sent.value : null
  expect(order).toMatchObject({
    status: 'shipped',
    shipment: { ...parcel, at: now },
    completeDueAt: new Date(now.getTime() + 10 * 86_400_000),
  })
  const shipped = order ?? toSend
  expect(decideShip(shipped, parcel, later)).toEqual({ ok: true, value: null })
  expect(decideShip(shipped, { ...parcel, trackingNo: 'SF2' }, later)).toMatchObject({
    value: { status: 'shipped', shipment: { trackingNo: 'SF2', at: now } },
  })
  const received = decideReceived(shipped, later)
  const completed = received.ok ? received.value : null
  expect(completed).toMatchObject({ status: 'completed' })
  expect(completed).not.toHaveProperty('completeDueAt')
  expect(decideReceived(completed ?? shipped, later)).toEqual({ ok: true, value: null })
  expect(decideReceived(toSend, now)).toMatchObject({ code: 'order-not-in-time' })
  expect(decideShip(paid, parcel, now)).toMatchObject({ code: 'order-not-sent' })
})

test('over the counter: made, ready, handed over; each again changes nothing', () => {
  let order = paid
  for (const [act, status] of [
    ['prepare', 'preparing'],
    ['ready', 'ready'],
    ['hand-over', 'completed'],
  ] as const) {
    const decision = decideFulfilment(order, act, now)
    expect(decision).toMatchObject({ ok: true, value: { status } })
    order = decision.ok && decision.value ? decision.value : order
    expect(decideFulfilment(order, act, now)).toEqual({ ok: true, value: null })
  }
})

test.each(['refund-pending', 'refunded'] as const)(
  'nothing of a %s order is handed over',
  (status) => {
    expect(decideFulfilment({ ...paid, status }, 'hand-over', now)).toEqual({
      ok: false,
      code: 'order-is-refunded',
    })
  },
)

test('the order of another system is handed over there', () => {
  expect(decideFulfilment({ ...paid, source: 'pos-1' }, 'hand-over', now)).toMatchObject({
    code: 'order-not-ours-to-fulfil',
  })
})

test('a customer takes back what has not left the counter, and only that', () => {
  const wish = { amountFen: 'rest', isRestocked: true, by: 'customer' } as const
  const rest = { restFen: 1680, now }
  expect(decideRefund(paid, wish, rest)).toMatchObject({
    ok: true,
    value: { amountFen: 1680, order: { status: 'refund-pending' } },
  })
  for (const status of ['preparing', 'ready', 'completed', 'closed', 'refunded'] as const) {
    expect(decideRefund({ ...paid, status }, wish, rest)).toMatchObject({
      code: 'order-not-refundable',
    })
  }
})

test('a part keeps the state, units go back only with the whole', () => {
  expect(refund(paid, 680, 1680)).toMatchObject({
    value: { amountFen: 680, order: { status: 'paid' } },
  })
  expect(refund(paid, 1681, 1680)).toMatchObject({ code: 'refund-exceeds-order' })
  const wish = { amountFen: 680, isRestocked: true, by: 'operator' } as const
  expect(decideRefund(paid, wish, { restFen: 1680, now })).toMatchObject({
    code: 'restock-needs-whole-refund',
  })
})

type Move = Readonly<{ act: FulfilmentAct } | { fen: number | 'rest' }>
const moves = fc.array(
  fc.oneof(
    fc.constantFrom<FulfilmentAct[]>('prepare', 'ready', 'hand-over').map((act): Move => ({ act })),
    fc
      .oneof(fc.integer({ min: 1, max: 2000 }), fc.constant('rest' as const))
      .map((fen): Move => ({ fen })),
  ),
  { maxLength: 12 },
)

// Guarantee: however staff and refunds interleave, an order goes only where the table allows, gives back at most what was
// paid, and what is given back in whole before it left is never handed over.
test('any interleaving of counter and refunds keeps the table and the sum', () => {
  fc.assert(
    fc.property(moves, (played) => {
      let order = paid
      let askedFen = 0
      let isWhole = false
      for (const move of played) {
        const before = order
        if ('act' in move) {
          const decision = decideFulfilment(order, move.act, now)
          order = decision.ok && decision.value ? decision.value : order
          expect(isWhole && order.status === 'completed').toBe(false)
        } else {
          const decision = refund(order, move.fen, paid.paidFen - askedFen)
          if (decision.ok) {
            askedFen += decision.value.amountFen
            order = decideRefunded(decision.value.order, {
              amountFen: decision.value.amountFen,
              at: now,
            })
            isWhole ||= decision.value.order.status === 'refund-pending'
          }
        }
        expect(order.refundedFen).toBeLessThanOrEqual(order.paidFen)
        const way = order.history.slice(before.history.length).map(({ status }) => status)
        way.reduce((from, to) => {
          expect(ORDER_TRANSITIONS[from]).toContain(to)
          return to
        }, before.status)
      }
    }),
  )
})
