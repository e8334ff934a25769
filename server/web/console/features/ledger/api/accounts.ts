import { useQuery } from '@tanstack/react-query'
import type { Answer, Row } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

export type Books = Answer<'/api/ledger/accounts'>
export type Account = Row<'/api/ledger/accounts'>

const REFRESH_MS = 10_000

/** Every account with its balance, and whether the books add up. */
export function useBooks() {
  return useQuery({
    queryKey: ['ledger', 'accounts'],
    queryFn: () => unwrap(api.GET('/api/ledger/accounts')),
    refetchInterval: REFRESH_MS,
  })
}
