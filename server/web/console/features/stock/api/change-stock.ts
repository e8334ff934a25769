import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'
import { STOCK } from './stock.js'

function useSettled() {
  const client = useQueryClient()
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: STOCK }),
      client.invalidateQueries({ queryKey: ['products'] }),
    ])
}

type Total = { skuId: string; pool: string; total: number | null; reason: string }

/** Sets how many units a pool has in all; null: unlimited. */
export function useSetTotal() {
  const onSuccess = useSettled()
  return useMutation({
    mutationFn: ({ skuId, ...body }: Total) =>
      unwrap(api.PUT('/api/skus/{skuId}/stock', { params: { path: { skuId } }, body })),
    onSuccess,
  })
}

type Move = { skuId: string; from: string; to: string; qty: number; reason: string }

/** Moves free units from one pool to another. */
export function useMoveStock() {
  const onSuccess = useSettled()
  return useMutation({
    mutationFn: ({ skuId, ...body }: Move) =>
      unwrap(api.POST('/api/skus/{skuId}/stock/moves', { params: { path: { skuId } }, body })),
    onSuccess,
  })
}

type Switch = { skuId: string; storeCode: string; soldOut: boolean }

/** Says that a store has no more of a SKU, or has it again. */
export function useSwitchSoldOut() {
  const onSuccess = useSettled()
  return useMutation({
    mutationFn: ({ skuId, ...body }: Switch) =>
      unwrap(api.PUT('/api/skus/{skuId}/stock/sold-out', { params: { path: { skuId } }, body })),
    onSuccess,
  })
}
