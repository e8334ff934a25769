import { ok, refuse, type Result } from '../../../platform/errors/index.js'
import { derivedId, type Id } from '../../../platform/ids/index.js'
import type { Fen } from '../../../platform/money/index.js'
import type { RefundRefusal } from './refunds.errors.js'

/**
 * requested: we owe it and ask WeChat · processing: WeChat has taken it, which is not success · abnormal: it could not
 * reach the customer and an operator chooses · failed: let go of, until somebody tries again · returned-to-merchant: it
 * came back to our bank and is still owed · settled-offline: paid by hand, with a receipt.
 */
export type RefundState =
  | 'requested'
  | 'processing'
  | 'succeeded'
  | 'abnormal'
  | 'failed'
  | 'returned-to-merchant'
  | 'settled-offline'

/** Checked when the service starts. */
export const REFUND_TRANSITIONS: Readonly<Record<RefundState, readonly RefundState[]>> = {
  // straight to an end where we hear of that first
  requested: ['processing', 'succeeded', 'abnormal', 'failed'],
  // closed at WeChat: asked for again, under the next attempt
  processing: ['requested', 'succeeded', 'abnormal', 'failed'],
  abnormal: ['processing', 'succeeded', 'returned-to-merchant'],
  failed: ['requested'],
  'returned-to-merchant': ['settled-offline'],
  succeeded: [],
  'settled-offline': [],
}

/** What the money was before we owed it back; says which accounts it is taken from. */
export type RefundSource =
  | Readonly<{ kind: 'order'; goodsFen: Fen; voucherFen: Fen; onHoldFen: Fen }>
  /** A late or second payment, which never became an order's. */
  | Readonly<{ kind: 'unapplied' }>

/** What made an attempt fail, for the operator. */
export type RefundTrouble = Readonly<{ code: string; at: Date }>

/** One reason to give money of a payment back, once. */
export type Refund = Readonly<{
  refundId: Id<'rfd'>
  revision: number // as read; guards the write, which adds one
  orderId: Id<'ord'>
  paymentId: Id<'pay'>
  /** `<what>:<id>`: with the order the identity of the refund. */
  reasonKey: string
  /** Chinese, shown to the customer by WeChat. */
  reason: string
  amountFen: Fen
  /** Of the whole payment, as WeChat wants to hear it. */
  paymentFen: Fen
  source: RefundSource
  state: RefundState
  /** How often its amount was reserved: once, and once more with each "try again". */
  round: number
  /** Part of `out_refund_no`; grows only after WeChat said that the last one is closed. */
  attempt: number
  /** Fruitless tries of this attempt. */
  tries: number
  requestedAt: Date
  /** After this moment it is left to an operator. */
  giveUpAt: Date
  /** When the job looks at it next; missing when there is nothing to ask. */
  nextAt?: Date
  /** A request may have arrived: ask before sending again. */
  isOutcomeUnknown?: boolean
  trouble?: RefundTrouble
  wechatRefundId?: string
  acceptedAt?: Date
  endedAt?: Date
  /** Where the money went, in WeChat's words. */
  account?: string
}>

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
/** Of the payment: later WeChat gives nothing back. */
export const REFUNDABLE_MS = 365 * DAY_MS
/** Between two refunds of a payment; WeChat's minute, and a second for its clock. */
const APART_MS = 61_000
const GIVE_UP_MS = 7 * DAY_MS
/** So long after a try nobody hurries the next one; a try that is about to be made needs no hurry either. */
const HURRY_MS = MINUTE_MS
/** After NOT_ENOUGH, limits and failures of WeChat; the last repeats (orders-and-money.md 4). */
const RETRY_PAUSES_MS = [1, 5, 15, 60, 360].map((minutes) => minutes * MINUTE_MS)
/** Accepted and no notice: ask; the last repeats. */
const QUERY_PAUSES_MS = [1, 5, 15, 30, 60, 360].map((minutes) => minutes * MINUTE_MS)

export type NewRefund = Pick<
  Refund,
  'orderId' | 'paymentId' | 'reasonKey' | 'reason' | 'amountFen' | 'paymentFen' | 'source'
>

/** One row per order and reason: its id is made of both. */
export function refundIdOf({ orderId, reasonKey }: Pick<Refund, 'orderId' | 'reasonKey'>) {
  return derivedId('rfd', orderId, reasonKey)
}

/** `others`: refunds of the same payment, which WeChat wants a minute apart. */
export function newRefund(
  wanted: NewRefund,
  { now, others }: Readonly<{ now: Date; others: readonly Refund[] }>,
): Refund {
  const earliest = others.map((other) => (other.nextAt ?? other.requestedAt).getTime() + APART_MS)
  return {
    ...wanted,
    refundId: refundIdOf(wanted),
    revision: 0,
    state: 'requested',
    round: 1,
    attempt: 1,
    tries: 0,
    requestedAt: now,
    giveUpAt: new Date(now.getTime() + GIVE_UP_MS),
    nextAt: new Date(Math.max(now.getTime(), ...earliest)),
  }
}

/** What refunds have taken of the money of an order's goods, on their way or done. */
export const goodsTakenBy = (refunds: readonly Pick<Refund, 'state' | 'source'>[]): Fen =>
  refunds.reduce(
    (sum, { state, source }) =>
      state === 'failed' || source.kind !== 'order' ? sum : sum + source.goodsFen,
    0,
  )

/** WeChat's number of this attempt: minted once, never used for anything else. */
export function outRefundNo({ refundId, attempt }: Pick<Refund, 'refundId' | 'attempt'>): string {
  return `${refundId}_${attempt}`
}

/** The refund and attempt behind a number of ours; null for anybody else's. */
export function refundOfNumber(number: string): { refundId: Id<'rfd'>; attempt: number } | null {
  const match = /^(rfd_[0-9a-z]{22})_(\d{1,4})$/.exec(number)
  const [, refundId, attempt] = match ?? []
  return refundId === undefined || attempt === undefined
    ? null
    : { refundId: refundId as Id<'rfd'>, attempt: Number(attempt) }
}

/** How much of a payment may still be given back. `reservedFen`: in refunds that are on their way or done. */
export function decideAmount(
  payment: Readonly<{ amountFen: Fen; reservedFen: Fen }>,
  wanted: Fen | 'rest',
): Result<Fen, RefundRefusal> {
  const restFen = payment.amountFen - payment.reservedFen
  if (restFen <= 0) {
    return refuse('nothing-left-to-refund')
  }
  if (wanted === 'rest') {
    return ok(restFen)
  }
  return wanted <= restFen ? ok(wanted) : refuse('refund-exceeds-paid', `${restFen} fen are left`)
}

/**
 * An attempt that came to nothing: again after a growing pause until it is given up. `isFinal`: WeChat will never do it.
 */
export function decideTrouble(
  refund: Refund,
  trouble: RefundTrouble & Readonly<{ isFinal: boolean; isOutcomeUnknown: boolean }>,
): Refund {
  const { code, at, isFinal, isOutcomeUnknown } = trouble
  const { nextAt: _nextAt, ...rest } = refund
  const tried = { ...rest, tries: refund.tries + 1, trouble: { code, at }, isOutcomeUnknown }
  const isOver = at.getTime() >= refund.giveUpAt.getTime() && !isOutcomeUnknown
  return isFinal || isOver
    ? { ...tried, state: 'failed', endedAt: at }
    : { ...tried, nextAt: pauseAfter(RETRY_PAUSES_MS, refund.tries, at) }
}

/** An operator tries again what had been let go of. Reserves its amount anew: the caller does. */
export function decideRetry(refund: Refund, now: Date): Result<Refund, RefundRefusal> {
  if (refund.state !== 'failed') {
    return refuse('refund-not-failed')
  }
  const { endedAt: _endedAt, trouble: _trouble, ...rest } = refund
  return ok({
    ...rest,
    state: 'requested',
    round: refund.round + 1,
    tries: 0,
    // WeChat never took the last attempt, or said that it is closed: only then a refund fails
    nextAt: now,
    giveUpAt: new Date(now.getTime() + GIVE_UP_MS),
  })
}

/** An operator does not wait for the pause: due at once. The give-up stays where it is. */
export function decideSendNow(refund: Refund, now: Date): Result<Refund, RefundRefusal> {
  const { state, trouble, nextAt } = refund
  if (state !== 'requested' || trouble === undefined || nextAt === undefined) {
    return refuse('refund-not-waiting')
  }
  const sinceTryMs = now.getTime() - trouble.at.getTime()
  const untilNextMs = nextAt.getTime() - now.getTime()
  // within the minute: somebody may have it in hand
  return sinceTryMs < HURRY_MS || untilNextMs <= HURRY_MS
    ? refuse('refund-asked-lately')
    : ok({ ...refund, nextAt: now })
}

/** Asked about once more, without an end. */
export function askedAgain(refund: Refund, now: Date): Refund {
  return {
    ...refund,
    tries: refund.tries + 1,
    nextAt: pauseAfter(QUERY_PAUSES_MS, refund.tries, now),
  }
}

function pauseAfter(pauses: readonly number[], tries: number, now: Date): Date {
  const index = Math.min(tries, pauses.length - 1)
  return new Date(now.getTime() + (pauses[index] ?? MINUTE_MS))
}
