import { businessDay, daysBefore } from '../../../platform/days/index.js'
import type { Fen } from '../../../platform/money/index.js'

/** What is read: the trades, then what changed our balance, then what of ours the bill did not have. */
export type BillPhase = 'trade' | 'flow' | 'missing' | 'over'

export type BillFigures = Readonly<{
  /** Of the trade bill. `paymentsFen`: what reaches our account. */
  payments: number
  paymentsFen: Fen
  refunds: number
  refundsFen: Fen
  /** Rows of either bill that agree with our books. */
  matched: number
  /** Of the fund flow. `feesBackFen`: given back with refunds. */
  feesFen: Fen
  feesBackFen: Fen
  withdrawalsFen: Fen
  depositsFen: Fen
  /** Of our books, by `success_time`. */
  bookPayments: number
  bookPaymentsFen: Fen
}>

export const NO_FIGURES: BillFigures = {
  payments: 0,
  paymentsFen: 0,
  refunds: 0,
  refundsFen: 0,
  matched: 0,
  feesFen: 0,
  feesBackFen: 0,
  withdrawalsFen: 0,
  depositsFen: 0,
  bookPayments: 0,
  bookPaymentsFen: 0,
}

/**
 * One business day against WeChat's bills of it. requested: waits for its turn · running: under way or broken off, and goes
 * on at `position` · waiting: WeChat has no bill yet · done.
 */
export type BillDay = Readonly<{
  /** `YYYY-MM-DD`, Shanghai. */
  day: string
  mchid: string
  state: 'requested' | 'running' | 'waiting' | 'done'
  /** How often it was compared from the beginning. */
  run: number
  phase: BillPhase
  /** Rows of the phase that are worked. */
  position: number
  figures: BillFigures
  tradeSha1?: string
  flowSha1?: string
  startedAt: Date
  endedAt?: Date
}>

export type DifferenceKind =
  /** The bill has it and we do not. */
  | 'missing-here'
  /** We have it and the bill does not. */
  | 'missing-there'
  | 'amount-differs'
  /** Of another merchant or in another currency. */
  | 'foreign'
  /** A change of our balance that we have no word for. */
  | 'flow-unknown'

/** One thing in which a day's bills and our books differ: once per day and subject. */
export type BillDifference = Readonly<{
  day: string
  run: number
  kind: DifferenceKind
  /** WeChat's number of the payment, refund or change. */
  subject: string
  what: 'payment' | 'refund' | 'flow'
  billFen: Fen
  ownFen: Fen
  /** sent: WeChat's word takes the way of a notice · recorded: is a row now · incident: waits for a person. */
  action: 'sent' | 'recorded' | 'incident'
  /** One Chinese sentence: what differs and what was done about it. */
  note: string
  /** The order or payment it is about, where we know it. */
  about?: Readonly<{ type: 'order' | 'payment' | 'refund'; id: string }>
  /** The transfer that is in the books when it is repaired. */
  transferId?: string
}>

const READY_MS = 10 * 3_600_000
/** Days that nobody compared while we were away. */
const LOOK_BACK_DAYS = 7

/** The business days whose bills are ready and may still be missing, oldest first: of each 10:00 of the next day is over. */
export function daysReady(now: Date): string[] {
  const newest = new Date(now.getTime() - READY_MS)
  return Array.from({ length: LOOK_BACK_DAYS }, (_, index) =>
    businessDay(daysBefore(newest, LOOK_BACK_DAYS - index)),
  )
}

/** The newest of them. */
export const newestReady = (now: Date): string =>
  businessDay(daysBefore(new Date(now.getTime() - READY_MS), 1))

/** From its first moment up to the first of the next. */
export function spanOf(day: string): { from: Date; to: Date } {
  const from = new Date(`${day}T00:00:00+08:00`)
  return { from, to: daysBefore(from, -1) }
}

/** From the beginning, as another run. */
export function begun(
  before: BillDay | null,
  about: { day: string; mchid: string },
  now: Date,
): BillDay {
  return {
    ...about,
    state: 'running',
    run: (before?.run ?? 0) + 1,
    phase: 'trade',
    position: 0,
    figures: NO_FIGURES,
    startedAt: now,
  }
}
