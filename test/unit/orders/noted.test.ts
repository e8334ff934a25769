import { recordOf, type Noted } from '../../../server/modules/orders/noted.js'

const noted: Noted = {
  what: 'paid',
  eventId: 'ord_1:paid',
  entryId: 'ord_1:paid',
  identifierKey: 'openid:wx1:o1',
  orderId: 'ord_1',
  orderNo: 'ord_1',
  source: 'huike',
  title: '桂花乌龙等 3 件',
  amountFen: 4260,
  at: new Date('2026-03-01T10:00:00+08:00'),
}

test('a paid order adds to the counters and says its number and sum', () => {
  expect(recordOf(noted)).toMatchObject({
    identifierKey: 'openid:wx1:o1',
    counters: { ordersPaid: 1, paidFen: 4260, paidAt: noted.at },
    timeline: [
      {
        type: 'order.paid',
        summary: '付款 ¥42.60 · 桂花乌龙等 3 件',
        netFen: 4260,
        data: { orderNo: 'ord_1' },
      },
    ],
  })
})

test('a refund takes away and counts no order', () => {
  const record = recordOf({ ...noted, what: 'refunded', refundNo: 'R1', amountFen: 1000 })
  expect(record).toMatchObject({
    counters: { refundedFen: 1000 },
    timeline: [{ type: 'order.refunded', netFen: -1000, data: { refundNo: 'R1' } }],
  })
})

test.each([
  ['expired', '超时未付款，订单关闭 · 桂花乌龙等 3 件'],
  ['cancelled-by-customer', '取消了订单 · 桂花乌龙等 3 件'],
])('an order closed because %s moves no money and says why', (reason, summary) => {
  const record = recordOf({ ...noted, what: 'closed', reason })
  expect(record).not.toHaveProperty('counters')
  expect(record.timeline).toMatchObject([{ summary }])
})
