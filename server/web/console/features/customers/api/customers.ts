import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Row } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

export type CustomerRow = Row<'/api/customers'>

/** One page of customers; `search` is part of a name, a phone or its tail, a member number or an id. */
export function useCustomers(query: { search?: string | undefined; cursor?: string | undefined }) {
  return useQuery({
    queryKey: ['customers', query],
    queryFn: () => unwrap(api.GET('/api/customers', { params: { query } })),
    placeholderData: keepPreviousData,
  })
}
