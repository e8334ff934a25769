import type { mongo } from 'mongoose'
import type { ReviewDocument } from '../resolution/reviews.model.js'

/** The last row of the page before. */
export type ReviewPlace = Readonly<{ netFen: number; openedAt: Date; reviewId: string }>

export const QUEUED = { state: 'open', 'aside.at': null } as const
export const ASIDE = { state: 'open', 'aside.at': { $type: 'date' } } as const

type Range = Readonly<{ filter: mongo.Filter<ReviewDocument>; sort: Record<string, 1 | -1> }>

/**
 * What comes after a place, one range after the other: what is worth most first, then what has waited longest. Each is
 * answered by the index in its order, however many reviews are open or worth the same; one filter with all three is not.
 */
export function reviewsAfter(list: 'open' | 'aside', after: ReviewPlace | null): readonly Range[] {
  const base = list === 'aside' ? ASIDE : QUEUED
  const sort = { netFen: -1, openedAt: 1, _id: 1 } as const
  if (after === null) {
    return [{ filter: base, sort }]
  }
  const { netFen, openedAt, reviewId } = after
  return [
    { filter: { ...base, netFen, openedAt, _id: { $gt: reviewId } }, sort: { _id: 1 } },
    { filter: { ...base, netFen, openedAt: { $gt: openedAt } }, sort: { openedAt: 1, _id: 1 } },
    { filter: { ...base, netFen: { $lt: netFen } }, sort },
  ]
}

export const placeOfReview = ({ _id, netFen = 0, openedAt }: ReviewDocument): ReviewPlace => ({
  ...{ netFen, openedAt, reviewId: _id },
})
