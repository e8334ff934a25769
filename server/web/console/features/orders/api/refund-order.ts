import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Answer } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { useIdempotencyKey } from '../../../../shared/http/idempotency.js'
import { unwrap } from '../../../../shared/http/problem.js'

export type RefundWish = {
  amountFen?: number
  items?: { skuId: string; qty: number }[]
  isRestocked: boolean
  reason: string
}
export type Refunded = Answer<'/api/orders/{orderId}/refunds', 'post'>

/** Gives money of an order back. Pressing again after a lost answer is the same refund. */
export function useRefundOrder(orderId: string, onDone: () => void) {
  const client = useQueryClient()
  const key = useIdempotencyKey()
  return useMutation({
    mutationFn: (body: RefundWish) =>
      unwrap(
        api.POST('/api/orders/{orderId}/refunds', {
          params: { path: { orderId }, header: { 'idempotency-key': key.current() } },
          body: body as never, // ids are checked by the server
        }),
      ),
    onSuccess(order) {
      key.renew()
      onDone() // the order's buttons may be gone with the next line
      client.setQueryData(['order', orderId], order)
      return Promise.all(
        [['orders'], ['refunds'], ['ledger']].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      )
    },
  })
}
