import type { Payment } from '../../../server/modules/payments/payments.domain.js'
import { findDifference } from '../../../server/modules/payments/reconcile-payments.domain.js'
import type { Report } from '../../../server/modules/payments/report.domain.js'
import { newId } from '../../../server/platform/ids/index.js'

const at = new Date('2026-03-01T10:00:00+08:00')
const payment: Payment = {
  paymentId: newId('pay'),
  orderId: newId('ord'),
  revision: 1,
  state: 'prepaid',
  amountFen: 1680,
  openid: 'o1',
  description: '茶',
  createdAt: at,
  expiresAt: at,
  prepayAskedAt: at,
  queries: 0,
}
const paid: Payment = { ...payment, state: 'paid', transactionId: '4200', paidAt: at }
const report: Report = {
  outTradeNo: payment.paymentId,
  state: 'success',
  mchid: 'm1',
  appid: 'wx1',
  totalFen: 1680,
  currency: 'CNY',
  transactionId: '4200',
  paidAt: at,
}
const absent = () => ({ ...report, state: 'not-paid' as const })
const compare = (mine: Payment, answer: Report | 'order-not-exist') =>
  findDifference(mine, answer, { absent })
const says = (state: Report['state']): Report => ({ ...report, state })

// Guarantee: nothing that agrees is reported, and nothing that differs about money is passed over.
test.each([
  ['open here, unpaid there', payment, says('not-paid')],
  ['open here, being paid there', payment, says('paying')],
  ['open here, failed there', payment, says('failed')],
  ['open here, never arrived there', payment, 'order-not-exist'],
  ['closed on both sides', { ...payment, state: 'closed' }, says('closed')],
  [
    'closed here, unpaid there: closing follows by itself',
    { ...payment, state: 'closed' },
    says('not-paid'),
  ],
  ['closed here, never arrived there', { ...payment, state: 'closed' }, 'order-not-exist'],
  ['paid on both sides', paid, report],
  ['paid late on both sides', { ...paid, state: 'paid-late' }, report],
  ['paid here, given back in part there', paid, says('refund')],
] as const)('%s: no difference', (_what, mine, answer) => {
  expect(compare(mine, answer)).toBeNull()
})

test.each([
  ['open here, paid there', payment, report, 'changed', '微信已支付，本店待支付'],
  [
    'closed here, paid there',
    { ...payment, state: 'closed' },
    report,
    'changed',
    '微信已支付，本店已关闭',
  ],
  ['open here, closed there', payment, says('closed'), 'changed', '微信已关闭，本店待支付'],
  ['open here, revoked there', payment, says('revoked'), 'changed', '微信已关闭，本店待支付'],
  ['another sum', paid, { ...report, totalFen: 1 }, 'changed', '微信收了 ¥0.01，本店记了 ¥16.80'],
  [
    'another transaction',
    paid,
    { ...report, transactionId: '1' },
    'changed',
    '微信的交易号和本店记的不同',
  ],
  ['paid here, unpaid there', paid, says('not-paid'), 'missing', '本店已支付，微信未支付'],
  ['paid here, closed there', paid, says('closed'), 'missing', '本店已支付，微信已关闭'],
  ['paid here, unknown there', paid, 'order-not-exist', 'missing', '本店已支付，微信没有这笔支付'],
] as const)('%s: a difference', (_what, mine, answer, kind, note) => {
  expect(compare(mine, answer)).toMatchObject({ kind, note })
})
