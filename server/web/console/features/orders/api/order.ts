import { useQuery } from '@tanstack/react-query'
import type { Answer } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

export type Order = Answer<'/api/orders/{orderId}'>

/** One order with its payments, refunds and history. */
export function useOrder(orderId: string) {
  return useQuery({
    queryKey: ['order', orderId],
    queryFn: () => unwrap(api.GET('/api/orders/{orderId}', { params: { path: { orderId } } })),
  })
}
