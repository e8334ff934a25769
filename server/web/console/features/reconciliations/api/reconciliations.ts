import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Row } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

export type Round = Row<'/api/reconciliations'>
export const RECONCILIATIONS = ['reconciliations'] as const
const WHILE_RUNNING_MS = 2_000
const IDLE_MS = 5_000

/** One page of the comparisons with WeChat, newest first; asked more often while one runs. */
export function useReconciliations(cursor: string | undefined) {
  return useQuery({
    queryKey: [...RECONCILIATIONS, cursor],
    queryFn: () => unwrap(api.GET('/api/reconciliations', { params: { query: { cursor } } })),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.items.some((round) => round.state === 'running') ? WHILE_RUNNING_MS : IDLE_MS,
  })
}
