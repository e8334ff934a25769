import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Answer } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'
import { LOOKING } from './keys.js'

export type Explanation = Answer<'/api/customers/{customerId}/identity/explanation'>

type Pair = {
  customerId: string
  from: string
  to: string
  /** Of the graph that shows both. */ graphAt: number
}

/** The shortest path of evidence between two identifiers of one customer, in sentences; not asked for null. */
export function useExplanation(pair: Pair | null) {
  const { customerId, from, to } = pair ?? { customerId: '', from: '', to: '' }
  return useQuery({
    queryKey: [...LOOKING, 'explanation', pair],
    queryFn: () =>
      unwrap(
        api.GET('/api/customers/{customerId}/identity/explanation', {
          params: { path: { customerId }, query: { from, to } },
        }),
      ),
    enabled: pair !== null,
    placeholderData: keepPreviousData,
  })
}
