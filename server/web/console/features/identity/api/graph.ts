import { useQuery } from '@tanstack/react-query'
import type { Answer } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'
import { IDENTITY } from './keys.js'

export type Graph = Answer<'/api/customers/{customerId}/identity'>
export type IdentityNode = Graph['nodes'][number]
export type IdentityEdge = Graph['edges'][number]

/** By what a customer is known, its neighbours, and what links them. */
export function useGraph(customerId: string) {
  return useQuery({
    queryKey: [...IDENTITY, 'graph', customerId],
    queryFn: () =>
      unwrap(api.GET('/api/customers/{customerId}/identity', { params: { path: { customerId } } })),
  })
}
