import { useQuery } from '@tanstack/react-query'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

const MOST = 100

/** What a coupon may be for or give; the newest hundred. */
export const useProductOptions = () =>
  useQuery({
    queryKey: ['products', 'options'],
    queryFn: () => unwrap(api.GET('/api/products', { params: { query: { limit: MOST } } })),
    select: ({ items }) => items,
  })
