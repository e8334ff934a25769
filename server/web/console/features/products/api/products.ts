import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Row } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

export type Product = Row<'/api/products'>
export type Sku = Product['skus'][number]
export type ProductStatus = Product['status']
export const PRODUCTS = ['products'] as const

type Query = {
  status?: ProductStatus | undefined
  search?: string | undefined
  kind?: Product['kind'] | undefined
  category?: string | undefined
  minPriceFen?: number | undefined
  maxPriceFen?: number | undefined
  cursor?: string | undefined
}

/** One page of products; `search` is part of a name or the code of a SKU. */
export function useProducts(query: Query) {
  return useQuery({
    queryKey: [...PRODUCTS, query],
    queryFn: () => unwrap(api.GET('/api/products', { params: { query } })),
    placeholderData: keepPreviousData,
  })
}
