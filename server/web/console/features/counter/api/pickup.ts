import { skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Answer } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { Problem, unwrap } from '../../../../shared/http/problem.js'
import type { Act } from '../copy.js'

export type PickupOrder = Answer<'/api/pickup'>
type Asked = { storeCode: string; code: string }

const keyOf = (asked: Asked | null) => ['pickup', asked] as const

/** The order that waits at a store under a code; nothing is asked before there is one. */
export function usePickup(asked: Asked | null) {
  return useQuery({
    queryKey: keyOf(asked),
    queryFn:
      asked === null
        ? skipToken
        : () => unwrap(api.GET('/api/pickup', { params: { query: asked } })),
    // the next one may show the same code: what was seen before says nothing
    gcTime: 0,
    staleTime: 0,
    retry: (count, error) => count < 1 && !(error instanceof Problem && error.status === 404),
  })
}

/** Staff make it, set it ready or hand it over; the answer stands in place of what was shown. */
export function useFulfil(asked: Asked | null) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ orderId, act }: { orderId: string; act: Act }) =>
      unwrap(
        api.POST('/api/orders/{orderId}/fulfilment', {
          params: { path: { orderId } },
          body: { act },
        }),
      ),
    onSuccess: (order) => client.setQueryData(keyOf(asked), order),
  })
}
