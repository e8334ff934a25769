import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Row } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

export type PriceDifference = Row<'/api/price-differences'>

/** One page of SKUs that a till sells at another price than the mini-program, last seen first. */
export function usePriceDifferences(cursor: string | undefined) {
  return useQuery({
    queryKey: ['price-differences', cursor],
    queryFn: () =>
      unwrap(
        api.GET('/api/price-differences', {
          params: { query: cursor === undefined ? {} : { cursor } },
        }),
      ),
    placeholderData: keepPreviousData,
  })
}
