import type { Delivery } from '../callbacks/model.js'
import type { Context } from '../context.js'
import type { Payment, Refund, RefundStatus } from '../world/pay-model.js'
import { bookRefund, returnRefund } from './funds.js'
import { sendRefundNotification } from './notify.js'
import type { RefundRequest } from './refund-request.js'

export type RefundEnd = Exclude<RefundStatus, 'PROCESSING'>

/** Where a refund can go from where it stands; what is missing here does not happen. */
const NEXT: Record<RefundStatus, readonly RefundEnd[]> = {
  PROCESSING: ['SUCCESS', 'CLOSED', 'ABNORMAL'],
  // By hand on the merchant's own page of the real platform.
  ABNORMAL: ['SUCCESS'],
  SUCCESS: [],
  CLOSED: [],
}

/** What fault switches look for in a refund. */
export const refundSubject = ({ outRefundNo, outTradeNo }: Refund) =>
  `/v3/refund/domestic/refunds ${outRefundNo} ${outTradeNo}`

/** WeChat Pay takes a refund on: the money leaves the merchant's account now. */
export function acceptRefund(
  context: Context,
  payment: Payment,
  { wanted, feeFen }: { wanted: RefundRequest; feeFen: number },
): Refund {
  const { world, clock } = context
  const refund = world.refunds.put({
    ...wanted,
    refundId: `50300${world.mintDigits('refund', { length: 24 })}`,
    outTradeNo: payment.outTradeNo,
    transactionId: payment.transactionId ?? '',
    feeFen,
    status: 'PROCESSING',
    channel: 'ORIGINAL',
    receivedAccount: '支付用户零钱',
    createdAt: clock.now(),
    settlesAt: null,
    successAt: null,
    history: [],
    frozenFen: 0,
    redirected: null,
  })
  bookRefund(context, payment, refund)
  startRefund(context, refund)
  return refund
}

/** It is under way (again): the end comes after the delay, or by hand. */
export function startRefund(context: Context, refund: Refund): void {
  const { delayMs } = context.settings.refunds
  enter(context, refund, 'PROCESSING')
  refund.settlesAt = delayMs === null ? null : context.clock.now() + delayMs
  arm(context, refund)
  context.touch()
}

function enter({ clock }: Context, refund: Refund, status: RefundStatus): void {
  refund.status = status
  refund.history.push({ at: clock.now(), status })
}

function arm(context: Context, refund: Refund): void {
  if (refund.status === 'PROCESSING' && refund.settlesAt !== null) {
    const end = () => void endRefund(context, refund, plannedEnd(context, refund))
    context.alarms.set(`refund:${refund.outRefundNo}`, refund.settlesAt, end)
  }
}

function paymentOf({ world }: Context, { outTradeNo }: Refund): Payment {
  const payment = world.payments.get(outTradeNo)
  if (payment === undefined) {
    throw new Error(`refund of an unknown order: ${outTradeNo}`)
  }
  return payment
}

/** After a restart. */
export function armRefunds(context: Context): void {
  context.world.refunds.all().forEach((refund) => arm(context, refund))
}

/** SUCCESS unless a switch says otherwise. */
export function plannedEnd({ faults }: Context, refund: Refund): RefundEnd {
  const occasion = { area: 'pay', subject: refundSubject(refund) } as const
  if (faults.take('refundAbnormal', occasion) !== undefined) {
    return 'ABNORMAL'
  }
  return faults.take('refundClosed', occasion) === undefined ? 'SUCCESS' : 'CLOSED'
}

/**
 * The refund ends and its notification goes out, unless the fault `notifyNever` stands. Null when
 * it cannot go there from where it stands.
 */
export function endRefund(
  context: Context,
  refund: Refund,
  end: RefundEnd,
): { delivery: Delivery | null } | null {
  if (!NEXT[refund.status].includes(end)) {
    return null
  }
  context.alarms.cancel(`refund:${refund.outRefundNo}`)
  enter(context, refund, end)
  refund.settlesAt = null
  if (end === 'SUCCESS') {
    refund.successAt = refund.history.at(-1)?.at ?? context.clock.now()
  }
  if (end === 'CLOSED') {
    returnRefund(context, paymentOf(context, refund), refund)
  }
  context.touch()
  const occasion = { area: 'pay', subject: refundSubject(refund) } as const
  const silent = context.faults.take('notifyNever', occasion) !== undefined
  return { delivery: silent ? null : sendRefundNotification(context, refund) }
}
