import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'
import { PRODUCTS } from './products.js'

type Change = { skuId: string; total: number | null; reason: string }

/** Sets how many units there are in all, held and sold ones included; null: unlimited. */
export function useSetStock() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ skuId, ...body }: Change) =>
      unwrap(
        api.PUT('/api/skus/{skuId}/stock', {
          params: { path: { skuId } },
          body: { pool: 'main', ...body },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: PRODUCTS }),
  })
}
