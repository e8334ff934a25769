import { useInfiniteQuery } from '@tanstack/react-query'
import type { Row } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'
import { STOCK } from './stock.js'

export type JournalLine = Row<'/api/skus/{skuId}/stock/journal'>

/** What became of a SKU's stock, newest first, page by page. */
export function useJournal(skuId: string) {
  return useInfiniteQuery({
    queryKey: [...STOCK, 'journal', skuId],
    queryFn: ({ pageParam: cursor }) =>
      unwrap(
        api.GET('/api/skus/{skuId}/stock/journal', {
          params: { path: { skuId }, query: cursor === undefined ? {} : { cursor } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  })
}
