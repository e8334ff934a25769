import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Row } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

export type Transfer = Row<'/api/ledger/accounts/{account}/transfers'>

/** One page of an account's transfers with their documents, newest first. */
export function useTransfers(account: string, cursor: string | undefined) {
  return useQuery({
    queryKey: ['ledger', 'transfers', account, cursor],
    queryFn: () =>
      unwrap(
        api.GET('/api/ledger/accounts/{account}/transfers', {
          params: { path: { account }, query: { cursor } },
        }),
      ),
    placeholderData: keepPreviousData,
  })
}
