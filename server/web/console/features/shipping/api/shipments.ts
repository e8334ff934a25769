import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Row } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

export type Shipment = Row<'/api/shipments'>
export type ShipmentState = Shipment['state']

const SHIPMENTS = ['shipments'] as const
const REFRESH_MS = 10_000

/** One page of what WeChat was told, newest first. */
export function useShipments(state: ShipmentState | undefined, cursor: string | undefined) {
  return useQuery({
    queryKey: [...SHIPMENTS, state, cursor],
    queryFn: () => unwrap(api.GET('/api/shipments', { params: { query: { state, cursor } } })),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  })
}

type Told = { onDone: () => void; onProblem: (error: unknown) => void }

/** Tells WeChat again what it has not taken. */
export function useRetryShipment({ onDone, onProblem }: Told) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (paymentId: string) =>
      unwrap(api.POST('/api/shipments/{paymentId}/retry', { params: { path: { paymentId } } })),
    onSuccess: onDone,
    onError: onProblem,
    // also after a refusal: it says that the row is not what it was
    onSettled: () => client.invalidateQueries({ queryKey: SHIPMENTS }),
  })
}
