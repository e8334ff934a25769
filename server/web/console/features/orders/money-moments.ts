import { moneyText } from '../../../shared/format/money.js'
import { whenText } from '../../../shared/format/time.js'
import { refundTag, troubleOf } from '../../kit/refund-words.js'
import type { Order } from './api/order.js'
import { copy, paymentStates } from './copy.js'

type Payment = Order['payments'][number]
type Refund = Order['ownRefunds'][number]

/** One thing that happened to the money of an order. */
export type Moment = {
  key: string
  at: string
  text: string
  /** Out of or into the shop's account; unset: nothing moved. */
  fen?: number
  tag?: { text: string; tone: string }
  /** Numbers and sentences beneath. */
  notes: string[]
}

/** Payments and refunds of an order as they happened, oldest first. */
export function moneyMoments({ payments, refunds, ownRefunds }: Order): Moment[] {
  const reported = refunds.map((refund): Moment => ({
    key: refund.refundNo,
    at: refund.at,
    text: copy.refundReported,
    fen: -refund.refundFen,
    notes: [`${copy.refundNo} ${refund.refundNo}`],
  }))
  const all = [...payments.map(ofPayment), ...reported, ...ownRefunds.flatMap(ofRefund)]
  return all.sort((a, b) => a.at.localeCompare(b.at))
}

function ofPayment(payment: Payment): Moment {
  const { paymentId, state, amountFen, transactionId, createdAt, paidAt, outTradeNo } = payment
  return {
    key: paymentId,
    at: paidAt ?? createdAt,
    text: paidAt === undefined ? copy.payment : copy.paid,
    ...(paidAt === undefined ? {} : { fen: amountFen }),
    tag: paymentStates[state],
    notes: [
      ...(paidAt === undefined ? [moneyText(amountFen)] : []),
      `${copy.outTradeNo} ${outTradeNo}`,
      ...(transactionId === undefined ? [] : [`${copy.transactionId} ${transactionId}`]),
    ],
  }
}

function ofRefund(refund: Refund): Moment[] {
  const { refundId, requestedAt, acceptedAt, endedAt, amountFen, reason, state, account } = refund
  const isOver = state === 'succeeded' || state === 'settled-offline'
  const asked: Moment = {
    key: refundId,
    at: requestedAt,
    text: copy.refundAsked(moneyText(amountFen)),
    ...(isOver ? {} : { tag: refundTag(refund) }),
    notes: [reason, ...troubleNotes(refund), `${copy.refundNo} ${refund.outRefundNo}`],
  }
  const taken: Moment[] =
    acceptedAt === undefined
      ? []
      : [{ key: `${refundId} taken`, at: acceptedAt, text: copy.refundAccepted, notes: [] }]
  const ended: Moment[] =
    isOver && endedAt !== undefined
      ? [
          {
            key: `${refundId} ended`,
            at: endedAt,
            text: copy.refundArrived,
            fen: -amountFen,
            tag: refundTag(refund),
            notes: account === undefined ? [] : [copy.refundTo(account)],
          },
        ]
      : []
  return [asked, ...taken, ...ended]
}

/** Why it has not worked so far, and what comes next. */
function troubleNotes({ state, trouble, tries, attempt, nextAt }: Refund): string[] {
  if (trouble === undefined) {
    return []
  }
  const { text, todo } = troubleOf(trouble.code)
  const count = [
    ...(tries > 0 ? [copy.tries(tries)] : []),
    ...(attempt > 1 ? [copy.attempt(attempt)] : []),
  ]
  const next = state === 'requested' && nextAt !== undefined ? copy.nextTry(whenText(nextAt)) : todo
  return [[text, ...count].join('，'), next]
}
