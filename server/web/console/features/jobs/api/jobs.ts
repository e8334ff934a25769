import { useQuery } from '@tanstack/react-query'
import type { Row } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

export type Job = Row<'/api/jobs'>
export const JOBS = ['jobs'] as const
const WHILE_RUNNING_MS = 1_500
const IDLE_MS = 10_000

export const isUnderWay = ({ running, requested }: Job): boolean => running || requested

/** All scheduled work, what needs a look first; asked more often while something runs. */
export function useJobs() {
  return useQuery({
    queryKey: JOBS,
    queryFn: () => unwrap(api.GET('/api/jobs')),
    select: ({ items }) => [...items].sort((a, b) => rank(a) - rank(b)),
    refetchInterval: ({ state }) =>
      state.data?.items.some(isUnderWay) ? WHILE_RUNNING_MS : IDLE_MS,
  })
}

function rank({ failingSince, overdue }: Job): number {
  if (failingSince !== null) {
    return 0
  }
  return overdue ? 1 : 2
}
