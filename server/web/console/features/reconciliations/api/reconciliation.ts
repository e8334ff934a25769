import { useQuery } from '@tanstack/react-query'
import type { Answer } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

export type RoundDetail = Answer<'/api/reconciliations/{roundId}'>
export type Difference = RoundDetail['differences'][number]
const WHILE_RUNNING_MS = 2_000

/** One comparison with what it found; followed while it runs. */
export function useReconciliation(roundId: string) {
  return useQuery({
    queryKey: ['reconciliation', roundId],
    queryFn: () =>
      unwrap(api.GET('/api/reconciliations/{roundId}', { params: { path: { roundId } } })),
    refetchInterval: ({ state: { data } }) =>
      data?.round.state === 'running' ? WHILE_RUNNING_MS : false,
  })
}
