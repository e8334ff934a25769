import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Answer, Row } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'
import { IDENTITY } from './keys.js'

export type ReviewRow = Row<'/api/identity/reviews'>
export type Review = Answer<'/api/identity/reviews/{reviewId}'>
export type Choice = Review['choices'][number]

const PAGE = 50

/** What waits for a person, what is worth most first. */
export function useReviews(cursor: string | undefined) {
  return useQuery({
    queryKey: [...IDENTITY, 'reviews', cursor],
    queryFn: () =>
      unwrap(api.GET('/api/identity/reviews', { params: { query: { cursor, limit: PAGE } } })),
    placeholderData: keepPreviousData,
  })
}

/** The sides, the evidence between them, what may be said. */
export function useReview(reviewId: string | undefined) {
  return useQuery({
    queryKey: [...IDENTITY, 'review', reviewId],
    queryFn: () =>
      unwrap(
        api.GET('/api/identity/reviews/{reviewId}', {
          params: { path: { reviewId: reviewId ?? '' } },
        }),
      ),
    enabled: reviewId !== undefined,
  })
}
