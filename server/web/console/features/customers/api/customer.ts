import { useQuery } from '@tanstack/react-query'
import type { Answer } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { Problem, unwrap } from '../../../../shared/http/problem.js'

export type Customer = Answer<'/api/customers/{customerId}'>

const WHILE_ERASED_MS = 2_000

/** It is not there, or not any more. */
export const isGone = (error: unknown): boolean =>
  error instanceof Problem && (error.status === 404 || error.status === 410)

/** One customer; the id of a merged one answers with the customer it went into (another `customerId`). Asked again and again while it is being erased, until it is gone. */
export function useCustomer(customerId: string) {
  return useQuery({
    queryKey: ['customer', customerId],
    queryFn: () =>
      unwrap(api.GET('/api/customers/{customerId}', { params: { path: { customerId } } })),
    refetchInterval: ({ state: { data, error } }) =>
      data?.isBeingErased === true && !isGone(error) ? WHILE_ERASED_MS : false,
  })
}
