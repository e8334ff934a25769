import { skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Answer, Row } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { Problem, unwrap } from '../../../../shared/http/problem.js'
import { VOUCHERS } from './vouchers.js'

export type LookedUp = Answer<'/api/vouchers/look-up', 'post'>
export type Redemption = Row<'/api/vouchers/redemptions'>
export type Asked = { storeCode: string; code: string }

/** What a code is, here and now; nothing is asked before there is one. */
export function useLookUp(asked: Asked | null) {
  return useQuery({
    queryKey: [...VOUCHERS, 'look-up', asked],
    queryFn:
      asked === null ? skipToken : () => unwrap(api.POST('/api/vouchers/look-up', { body: asked })),
    // the same code may come again after it was used: what was seen before says nothing
    gcTime: 0,
    staleTime: 0,
    retry: (count, error) => count < 1 && !(error instanceof Problem && error.status === 404),
  })
}

type Wish = Asked & { uses: number; redeemId: string }

/** Redeems; repeated with the same redeemId it is the same redemption. */
export function useRedeem() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Wish) => unwrap(api.POST('/api/vouchers/redeem', { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: [...VOUCHERS, 'redemptions'] }),
  })
}

/** The newest redemptions of a store. */
export function useRedemptions(storeCode: string | undefined) {
  return useQuery({
    queryKey: [...VOUCHERS, 'redemptions', storeCode],
    queryFn:
      storeCode === undefined
        ? skipToken
        : () => unwrap(api.GET('/api/vouchers/redemptions', { params: { query: { storeCode } } })),
  })
}

/** Takes a redemption of today back. */
export function useUndo() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (redemptionId: string) =>
      unwrap(
        api.POST('/api/vouchers/redemptions/{redemptionId}/undo', {
          params: { path: { redemptionId } },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: VOUCHERS }),
  })
}
