import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Answer } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

export type DeliveryFee = Answer<'/api/delivery-fee'>
const FEE = ['delivery-fee'] as const

/** What sending a parcel costs now. */
export const useDeliveryFee = () =>
  useQuery({ queryKey: FEE, queryFn: () => unwrap(api.GET('/api/delivery-fee')) })

/** For orders from now on. */
export function useSetDeliveryFee() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: DeliveryFee) => unwrap(api.PUT('/api/delivery-fee', { body })),
    onSuccess: (fee) => client.setQueryData(FEE, fee),
  })
}
