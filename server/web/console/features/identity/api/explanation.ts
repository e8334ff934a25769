import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Answer } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'
import { IDENTITY } from './keys.js'

export type Explanation = Answer<'/api/customers/{customerId}/identity/explanation'>

type Pair = { customerId: string; from: string; to: string }

/** The shortest path of evidence between two identifiers of one customer, in sentences; not asked for null. */
export function useExplanation(pair: Pair | null) {
  const { customerId, ...query } = pair ?? { customerId: '', from: '', to: '' }
  return useQuery({
    queryKey: [...IDENTITY, 'explanation', pair],
    queryFn: () =>
      unwrap(
        api.GET('/api/customers/{customerId}/identity/explanation', {
          params: { path: { customerId }, query },
        }),
      ),
    enabled: pair !== null,
    placeholderData: keepPreviousData,
  })
}
