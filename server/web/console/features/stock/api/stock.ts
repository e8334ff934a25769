import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Row } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

export type StockRow = Row<'/api/stock'>
export const STOCK = ['stock'] as const

type Query = {
  search?: string | undefined
  storeCode?: string | undefined
  cursor?: string | undefined
}

/** One page of SKUs and pools; with a store one row per SKU: what its orders take from. */
export function useStock(query: Query) {
  return useQuery({
    queryKey: [...STOCK, query],
    queryFn: () => unwrap(api.GET('/api/stock', { params: { query } })),
    placeholderData: keepPreviousData,
  })
}
