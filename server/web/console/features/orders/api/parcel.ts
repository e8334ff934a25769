import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Answer } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

export type Address = Answer<'/api/orders/{orderId}/address', 'post'>
export type Parcel = { company: string; trackingNo: string }

/** The order goes on its way; the same again changes nothing. */
export function useShipOrder(orderId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Parcel) =>
      unwrap(api.POST('/api/orders/{orderId}/shipment', { params: { path: { orderId } }, body })),
    onSuccess(order) {
      client.setQueryData(['order', orderId], order)
      return client.invalidateQueries({ queryKey: ['orders'] })
    },
  })
}

/** The whole address; each look is in the audit trail. */
export function useRevealAddress(orderId: string) {
  return useMutation({
    mutationFn: () =>
      unwrap(api.POST('/api/orders/{orderId}/address', { params: { path: { orderId } } })),
  })
}
