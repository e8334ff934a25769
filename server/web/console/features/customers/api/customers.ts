import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Answer, Row } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'
import type { CustomerFilter } from '../filter.js'

export type CustomerRow = Row<'/api/customers'>
export type CustomerOrder = Answer<'/api/customers'>['order']

type Query = CustomerFilter & { search?: string | undefined; cursor?: string | undefined }

/** One page of customers; `search` is part of a name, a phone or its tail, a member number or an id. */
export function useCustomers(query: Query) {
  return useQuery({
    queryKey: ['customers', query],
    queryFn: () => unwrap(api.GET('/api/customers', { params: { query } })),
    placeholderData: keepPreviousData,
  })
}
