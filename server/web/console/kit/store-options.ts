import { useQuery } from '@tanstack/react-query'
import { api } from '../../shared/http/client.js'
import { unwrap } from '../../shared/http/problem.js'

const MAX_SHOWN = 100

/** Stores to choose from, by their code; the first hundred. */
export function useStoreOptions() {
  return useQuery({
    queryKey: ['store-options'],
    queryFn: () => unwrap(api.GET('/api/stores', { params: { query: { limit: MAX_SHOWN } } })),
    select: ({ items }) => items.map(({ storeCode, name }) => ({ value: storeCode, label: name })),
  })
}
