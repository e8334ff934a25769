import type { Id } from '../../../platform/ids/index.js'
import { sumFen, type Fen } from '../../../platform/money/index.js'
import { AppError } from '../../../platform/errors/index.js'
import type { InTransaction, Tx } from '../../../platform/mongo/index.js'
import type { Outbox } from '../../../platform/outbox/index.js'
import type { Ledger, Transfer } from '../../ledger/index.js'
import type { Payment } from '../payments.domain.js'
import type { PaymentRows } from '../payments.repository.js'
import {
  decideAmount,
  newRefund,
  refundIdOf,
  type Refund,
  type RefundSource,
} from './refund.domain.js'
import { requested, transfersOfReport } from './refund-books.js'
import { RefundSucceeded } from './refunds.events.js'
import type { RefundRows } from './refunds.repository.js'

type Deps = Readonly<{
  refunds: RefundRows
  payments: PaymentRows
  ledger: Ledger
  outbox: Outbox
  inTransaction: InTransaction
  mchid: string
}>

export type ExternalRefund = Readonly<{
  paymentId: Id<'pay'>
  wechatRefundId: string
  amountFen: Fen
  /** When WeChat took it on: it stands in the bill of that day. */
  acceptedAt: Date
  succeededAt: Date
  account?: string
}>

/** recorded: a row now, or one of before · not-paid, exceeds: what it gives back is not there to be given back. */
export type ExternalOutcome = 'recorded' | 'not-paid' | 'exceeds'

export const externalReason = (wechatRefundId: string) => `external:${wechatRefundId}`

/**
 * A refund that was made on WeChat's own page and has reached the customer: it becomes a row like any other, from the same
 * guard on the payment, so that no more than was paid is ever given back. May be repeated.
 */
export function recordExternalRefund(deps: Deps) {
  const { refunds, payments, ledger, outbox, inTransaction, mchid } = deps

  async function write(
    payment: Payment,
    { wechatRefundId, amountFen, acceptedAt, succeededAt, account }: ExternalRefund,
    { source, tx }: { source: RefundSource; tx: Tx },
  ): Promise<void> {
    const { orderId, paymentId, amountFen: paymentFen } = payment
    const wanted = {
      ...{ orderId, paymentId, amountFen, paymentFen, source },
      reasonKey: externalReason(wechatRefundId),
      reason: '在微信商户平台退款',
    }
    const { nextAt: _nextAt, ...fresh } = newRefund(wanted, { now: acceptedAt, others: [] })
    const refund: Refund = {
      ...fresh,
      ...{ wechatRefundId, acceptedAt, endedAt: succeededAt, state: 'succeeded' },
      ...(account === undefined ? {} : { account }),
    }
    await refunds.insert(refund, { tx })
    const moments = ['accepted', 'succeeded'] as const
    const moved = transfersOfReport(refund, { moments, attempt: 1, mchid, at: acceptedAt })
    await ledger.post([requested(refund, acceptedAt), ...moved], { tx })
    const { refundId, reasonKey } = refund
    const unnamedVoucherFen = source.kind === 'order' ? source.voucherFen : 0
    const about = { refundId, orderId, paymentId, reasonKey, amountFen, at: succeededAt }
    const told = { ...about, ...(unnamedVoucherFen > 0 ? { unnamedVoucherFen } : {}) }
    await outbox.append([RefundSucceeded(told)], { tx })
    const refundReservedFen = (payment.refundReservedFen ?? 0) + amountFen
    if ((await payments.save({ ...payment, refundReservedFen }, { tx })) !== 'saved') {
      throw new AppError('refund-busy', { retriable: true })
    }
  }

  return async (external: ExternalRefund): Promise<ExternalOutcome> => {
    const before = await payments.find(external.paymentId)
    const moved = before === null ? [] : await ledger.ofOrder(before.orderId)
    let outcome: ExternalOutcome = 'not-paid'
    await inTransaction({ commitIf: 'recorded' }, async (tx) => {
      const payment = await payments.find(external.paymentId, { tx })
      if (payment === null || (payment.state !== 'paid' && payment.state !== 'paid-late')) {
        return (outcome = 'not-paid')
      }
      const { orderId, amountFen, refundReservedFen: reservedFen = 0 } = payment
      const reasonKey = externalReason(external.wechatRefundId)
      if ((await refunds.find(refundIdOf({ orderId, reasonKey }), { tx })) !== null) {
        return (outcome = 'recorded')
      }
      if (!decideAmount({ amountFen, reservedFen }, external.amountFen).ok) {
        return (outcome = 'exceeds')
      }
      await write(payment, external, { source: sourceIn(moved, external.amountFen), tx })
      return (outcome = 'recorded')
    })
    return outcome
  }
}

/** Where the order's money stands now: what never became the order's first, then goods, then what is owed or held. */
function sourceIn(moved: readonly Transfer[], amountFen: Fen): RefundSource {
  const restIn = (wanted: string): Fen =>
    sumFen(
      moved.flatMap(({ lines }) =>
        lines.map(({ account, creditFen, debitFen }) =>
          account === wanted ? creditFen - debitFen : 0,
        ),
      ),
    )
  if (restIn('payments-received') >= amountFen) {
    return { kind: 'unapplied' }
  }
  const voucherFen = Math.min(
    restIn('customer-prepaid'),
    amountFen - Math.min(restIn('revenue'), amountFen),
  )
  const onHoldFen = Math.min(
    restIn('orders-on-hold'),
    amountFen - Math.min(restIn('revenue'), amountFen) - voucherFen,
  )
  return { kind: 'order', goodsFen: amountFen - voucherFen - onHoldFen, voucherFen, onHoldFen }
}
