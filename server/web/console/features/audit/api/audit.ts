import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Row } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

export type AuditEntry = Row<'/api/audit'>

/** One page of what operators did, newest first. */
export function useAudit(cursor: string | undefined) {
  return useQuery({
    queryKey: ['audit', cursor],
    queryFn: () => unwrap(api.GET('/api/audit', { params: { query: { cursor } } })),
    placeholderData: keepPreviousData,
  })
}
