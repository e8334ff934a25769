import type { Id } from '../ids/index.js'

/** `unknown`: there and not here · `changed`: here and there, not the same · `missing`: here and not there. */
export type DifferenceKind = 'unknown' | 'changed' | 'missing'

/** `sent`: given to the pipeline as an event · `none`: a person must look · `pending`: its page is being worked. */
export type Repair = 'pending' | 'sent' | 'none'

/** `broken-off`: a later round began anew, because nobody could go on with this one. */
export type RoundState = 'running' | 'done' | 'broken-off'

/** One difference between a platform and what is stored, in our words and without personal data. */
export type Difference = Readonly<{
  /** What it is about, unique within a round. */
  key: string
  kind: DifferenceKind
  /** What a person may look up: an order, a contact. */
  about: Readonly<{ type: string; id: string }>
  /** One short Chinese sentence: what differs. */
  note: string
  isRepairable: boolean
}>

export type DifferenceCounts = Readonly<
  Record<DifferenceKind, number> & {
    /** Differences that took the way of an event. */
    repaired: number
  }
>

export type Totals = DifferenceCounts &
  Readonly<{
    /** Everything that was compared. */
    seen: number
  }>

export type Round = Totals &
  Readonly<{
    roundId: Id<'rec'>
    subject: string
    state: RoundState
    startedAt: Date
    finishedAt: Date | null
  }>

/** At most so many differences of a finished round are kept; the counts are of all. */
export const KEPT_DIFFERENCES = 200
