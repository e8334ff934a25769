import { useQuery } from '@tanstack/react-query'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'
import { PRODUCTS } from './products.js'

/** One product with its SKUs and their stock. */
export function useProduct(productId: string) {
  return useQuery({
    queryKey: [...PRODUCTS, 'one', productId],
    queryFn: () =>
      unwrap(api.GET('/api/products/{productId}', { params: { path: { productId } } })),
  })
}
