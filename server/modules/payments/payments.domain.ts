import { ok, refuse, unreachable, type Result } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { Fen } from '../../platform/money/index.js'
import type { PaymentRefusal } from './payments.errors.js'

export type PaymentState = 'created' | 'prepaid' | 'paid' | 'closed' | 'paid-late'

/** The payment is the arbiter: whoever moves it first decides what becomes of the order. */
export const PAYMENT_TRANSITIONS: Readonly<Record<PaymentState, readonly PaymentState[]>> = {
  created: ['prepaid', 'paid', 'closed'],
  prepaid: ['paid', 'closed'],
  closed: ['paid-late'],
  paid: [],
  'paid-late': [],
}

/** Under this time before the end nobody is sent to pay: they could not finish. */
export const MIN_WINDOW_MS = 90_000
/** No notification after this time: ask. */
export const FIRST_QUERY_MS = 60_000
const QUERY_PAUSES_MS = [1, 2, 5, 10, 15, 30].map((minutes) => minutes * 60_000)

/** One attempt to pay an order. Its id is the `out_trade_no`. */
export type Payment = Readonly<{
  paymentId: Id<'pay'>
  orderId: Id<'ord'>
  revision: number // as read; guards the write, which adds one
  state: PaymentState
  amountFen: Fen
  /** Who pays: of a payment inside the mini-program, or once a code has been paid. */
  openid?: string
  /** Paid by a code that anybody may scan; missing: inside the mini-program. */
  way?: 'native'
  description: string
  createdAt: Date
  expiresAt: Date
  /** From here on WeChat may know the number, whatever the answer was. */
  prepayAskedAt?: Date
  /** WeChat's handle: a prepay id, or what a native code says. */
  prepayId?: string
  /** When to ask WeChat next, unless it tells us first. */
  nextQueryAt?: Date
  queries: number
  transactionId?: string
  paidAt?: Date
  closedAt?: Date
  /** In refunds that are on their way or done; never more than the amount. Missing: nothing. */
  refundReservedFen?: Fen
}>

/** Without `openid` it is paid by a code. */
export type NewPayment = Pick<
  Payment,
  'orderId' | 'amountFen' | 'openid' | 'description' | 'expiresAt'
>

export function newPayment(order: NewPayment, paymentId: Id<'pay'>, now: Date): Payment {
  const { openid, ...rest } = order
  const whose = openid === undefined ? ({ way: 'native' } as const) : { openid }
  const begun = { paymentId, revision: 0, state: 'created', createdAt: now, queries: 0 } as const
  return { ...rest, ...whose, ...begun }
}

/** Ask WeChat for a prepay id, or use the one that is there: the same number while its parameters are equal. */
export function decidePrepay(
  payment: Payment,
  now: Date,
): Result<{ kind: 'use'; prepayId: string } | { kind: 'ask'; payment: Payment }, PaymentRefusal> {
  if (payment.state === 'paid' || payment.state === 'paid-late') {
    return refuse('payment-done')
  }
  if (payment.state === 'closed') {
    return refuse('payment-closed')
  }
  if (payment.expiresAt.getTime() - now.getTime() < MIN_WINDOW_MS) {
    return refuse('payment-window-over')
  }
  if (payment.prepayId !== undefined) {
    return ok({ kind: 'use', prepayId: payment.prepayId })
  }
  const nextQueryAt = new Date(now.getTime() + FIRST_QUERY_MS)
  return ok({ kind: 'ask', payment: { ...payment, prepayAskedAt: now, nextQueryAt } })
}

/** The payment with WeChat's prepay id; null: it has it already. WeChat gives the same id for the same parameters. */
export function decidePrepaid(
  payment: Payment,
  prepayId: string,
): Result<Payment | null, PaymentRefusal> {
  switch (payment.state) {
    case 'created':
      return ok({ ...payment, state: 'prepaid', prepayId })
    case 'prepaid':
      return ok(null)
    case 'closed':
      return refuse('payment-closed')
    case 'paid':
    case 'paid-late':
      return refuse('payment-done')
    default:
      return unreachable(payment.state)
  }
}

/** The payment closed by us. `askAgainAt`: WeChat did not know the number, perhaps because our request was on its way. */
export function decideClose(
  payment: Payment,
  { now, askAgainAt }: { now: Date; askAgainAt?: Date | undefined },
): Result<Payment, 'payment-done'> {
  return payment.state === 'paid' || payment.state === 'paid-late'
    ? refuse('payment-done')
    : ok({ ...payment, state: 'closed', closedAt: now, nextQueryAt: askAgainAt })
}

/** When to ask again after `queries` fruitless questions; the last pause repeats. */
export function nextQueryAt(queries: number, now: Date): Date {
  const index = Math.min(queries, QUERY_PAUSES_MS.length - 1)
  return new Date(now.getTime() + (QUERY_PAUSES_MS[index] ?? FIRST_QUERY_MS))
}
