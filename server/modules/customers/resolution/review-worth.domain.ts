import type { Id } from '../../../platform/ids/index.js'
import type { IdentifierKey } from '../identifier.domain.js'
import type { Counters } from '../identity-tally.domain.js'

/** What customers have brought in, in fen, without what they got back. */
export const netFenOf = (customers: readonly Pick<Counters, 'paidFen' | 'refundedFen'>[]): number =>
  customers.reduce((sum, { paidFen, refundedFen }) => sum + paidFen - refundedFen, 0)

type Batch = Readonly<{
  /** After the batch. */
  ownerOf(key: IdentifierKey): Id<'cus'> | null
  /** As it was read, what the batch adds, and sums that it makes anew. */
  stored(id: Id<'cus'>): Counters | undefined
  added(id: Id<'cus'>): Counters | undefined
  made(id: Id<'cus'>): Counters | undefined
}>

/**
 * What is at stake between these identifiers after a batch, from what was read for it: money that came since, or of whoever
 * was not read, is missing until the review is weighed again (`reviews.jobs.ts`). Pure.
 */
export const worthAfter =
  ({ ownerOf, stored, added, made }: Batch) =>
  (keys: readonly IdentifierKey[]): number => {
    const owners = new Set(keys.flatMap((key) => ownerOf(key) ?? []))
    return netFenOf(
      [...owners].flatMap((id) => {
        const anew = made(id)
        return anew === undefined ? [stored(id) ?? [], added(id) ?? []].flat() : [anew]
      }),
    )
  }
