import { useQuery } from '@tanstack/react-query'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'
import { PRODUCTS } from './products.js'

/** The categories that are in use. */
export function useCategories() {
  return useQuery({
    queryKey: [...PRODUCTS, 'categories'],
    queryFn: () => unwrap(api.GET('/api/product-categories')),
    select: ({ items }) => items.map(({ category }) => category),
  })
}
