import { useQuery } from '@tanstack/react-query'
import type { Row } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

export type LedgerDay = Row<'/api/ledger/accounts/{account}/days'>

const REFRESH_MS = 10_000

/** One account by business days, newest first. */
export function useDays(account: string) {
  return useQuery({
    queryKey: ['ledger', 'days', account],
    queryFn: () =>
      unwrap(api.GET('/api/ledger/accounts/{account}/days', { params: { path: { account } } })),
    refetchInterval: REFRESH_MS,
  })
}
