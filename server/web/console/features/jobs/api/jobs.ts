import { useQuery } from '@tanstack/react-query'
import type { Row } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

export type Job = Row<'/api/jobs'>
export const JOBS = ['jobs'] as const
const WHILE_RUNNING_MS = 2_000
const IDLE_MS = 30_000

/** All scheduled work; asked more often while something runs. */
export function useJobs() {
  return useQuery({
    queryKey: JOBS,
    queryFn: () => unwrap(api.GET('/api/jobs')),
    refetchInterval: ({ state }) =>
      state.data?.items.some((job) => job.running) ? WHILE_RUNNING_MS : IDLE_MS,
  })
}
