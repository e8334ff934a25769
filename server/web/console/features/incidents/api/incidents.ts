import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Row } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

export type Incident = Row<'/api/incidents'>

/** One page of money that did not go the planned way; `state` limits it to what still waits for a person. */
export function useIncidents(query: { state?: Incident['state']; cursor?: string | undefined }) {
  return useQuery({
    queryKey: ['incidents', query],
    queryFn: () => unwrap(api.GET('/api/incidents', { params: { query } })),
    placeholderData: keepPreviousData,
  })
}
