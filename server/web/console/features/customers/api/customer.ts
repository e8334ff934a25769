import { useQuery } from '@tanstack/react-query'
import type { Answer } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

export type Customer = Answer<'/api/customers/{customerId}'>

/** One customer; the id of a merged one answers with the customer it went into (another `customerId`). */
export function useCustomer(customerId: string) {
  return useQuery({
    queryKey: ['customer', customerId],
    queryFn: () =>
      unwrap(api.GET('/api/customers/{customerId}', { params: { path: { customerId } } })),
  })
}
