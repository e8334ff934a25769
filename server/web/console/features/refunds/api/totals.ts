import { useQuery } from '@tanstack/react-query'
import type { Answer } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'
import { REFUNDS } from './refunds.js'

export type RefundTotals = Answer<'/api/refunds/totals'>

const REFRESH_MS = 10_000

/** How many refunds wait for whom, and how much money is in them. */
export function useRefundTotals() {
  return useQuery({
    queryKey: [...REFUNDS, 'totals'],
    queryFn: () => unwrap(api.GET('/api/refunds/totals')),
    refetchInterval: REFRESH_MS,
  })
}
