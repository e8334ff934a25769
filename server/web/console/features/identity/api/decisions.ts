import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Row } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'
import { IDENTITY } from './keys.js'

export type Decision = Row<'/api/identity/decisions'>

/** What operators have said about who is who, newest first. */
export function useDecisions(cursor: string | undefined) {
  return useQuery({
    queryKey: [...IDENTITY, 'decisions', cursor],
    queryFn: () => unwrap(api.GET('/api/identity/decisions', { params: { query: { cursor } } })),
    placeholderData: keepPreviousData,
  })
}
