import { useQuery } from '@tanstack/react-query'
import type { Row } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'
import { PRODUCTS } from './products.js'

export type PriceLine = Row<'/api/skus/{skuId}/prices'>

/** The last prices of a SKU, newest first. */
export function usePrices(skuId: string) {
  return useQuery({
    queryKey: [...PRODUCTS, 'prices', skuId],
    queryFn: () => unwrap(api.GET('/api/skus/{skuId}/prices', { params: { path: { skuId } } })),
  })
}
