import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query'
import type { Row } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

export const VOUCHERS = ['vouchers'] as const
export type Voucher = Row<'/api/vouchers'>
type Filter = { state?: Voucher['state']; orderId?: string; cursor: string | undefined }

/** One page of sold vouchers, newest first. */
export function useVouchers(query: Filter) {
  return useQuery({
    queryKey: [...VOUCHERS, 'list', query],
    queryFn: () => unwrap(api.GET('/api/vouchers', { params: { query } })),
    placeholderData: keepPreviousData,
  })
}

/** One voucher with its redemptions; nothing is asked before there is one. */
export function useVoucher(voucherId: string | undefined) {
  return useQuery({
    queryKey: [...VOUCHERS, 'one', voucherId],
    queryFn:
      voucherId === undefined
        ? skipToken
        : () => unwrap(api.GET('/api/vouchers/{voucherId}', { params: { path: { voucherId } } })),
  })
}
