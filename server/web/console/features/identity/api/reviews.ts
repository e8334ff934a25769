import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Answer, Row } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'
import { askAnew, IDENTITY } from './keys.js'

export type ReviewRow = Row<'/api/identity/reviews'>
export type Review = Answer<'/api/identity/reviews/{reviewId}'>
export type QueueName = 'open' | 'aside'
export type Choice = Review['choices'][number]

const PAGE = 50

/** What waits for a person, or was put aside; what is worth most first. */
export function useReviews(list: QueueName, cursor?: string) {
  return useQuery({
    queryKey: [...IDENTITY, 'reviews', list, cursor],
    queryFn: () =>
      unwrap(
        api.GET('/api/identity/reviews', { params: { query: { list, cursor, limit: PAGE } } }),
      ),
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

/** Out of the queue until there is other evidence than was looked at. */
export const usePutAside = () =>
  useAsk(({ reviewId, evidence }: Review, reason: string) =>
    unwrap(
      api.POST('/api/identity/reviews/{reviewId}/aside', {
        ...{ params: { path: { reviewId } }, body: { evidence, reason } },
      }),
    ),
  )

/** Into the queue again. */
export const useTakeUp = () =>
  useAsk(({ reviewId }: Review, reason: string) =>
    unwrap(
      api.POST('/api/identity/reviews/{reviewId}/take-up', {
        ...{ params: { path: { reviewId } }, body: { reason } },
      }),
    ),
  )

function useAsk<Answer>(send: (review: Review, reason: string) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ review, reason }: { review: Review; reason: string }) => send(review, reason),
    onSettled: () => askAnew(client),
  })
}
