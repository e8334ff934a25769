import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Row } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'
import { IDENTITY } from './keys.js'

export type HistoryEntry = Row<'/api/identity/history'>

type Query = { customerId?: string | undefined; cursor?: string | undefined; limit?: number }

/** Merges and splits, newest first; of one customer with `customerId`. */
export function useHistory(query: Query) {
  return useQuery({
    queryKey: [...IDENTITY, 'history', query],
    queryFn: () => unwrap(api.GET('/api/identity/history', { params: { query } })),
    placeholderData: keepPreviousData,
  })
}
