import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Answer, Row } from '../../../../shared/http/answer.js'
import { api } from '../../../../shared/http/client.js'
import { unwrap } from '../../../../shared/http/problem.js'

export type ShelfProduct = Row<'/mini/v1/products'>
export type Store = Row<'/api/stores'>
export type Placed = Answer<'/api/sidebar/orders', 'post'>
export type Wish = { skuId: string; qty: number }

const SHELF_MAX = 100
const LOOK_EVERY_MS = 3_000
const ASSISTED = ['assisted-order'] as const

/** What the customers of the mini-program see on the shelf. */
export const useShelf = () =>
  useQuery({
    queryKey: [...ASSISTED, 'shelf'],
    queryFn: () =>
      unwrap(api.GET('/mini/v1/products', { params: { query: { limit: SHELF_MAX } } })),
  })

/** The stores that this member of staff sells for. */
export const useOwnStores = () =>
  useQuery({
    queryKey: [...ASSISTED, 'stores'],
    queryFn: () => unwrap(api.GET('/api/stores', { params: { query: { limit: SHELF_MAX } } })),
  })

export type NewOrder = {
  externalUserid: string
  items: Wish[]
  totalFen: number
  storeCode?: string
}

export const usePlace = () =>
  useMutation({
    mutationFn: ({ key, order }: { key: string; order: NewOrder }) =>
      unwrap(
        api.POST('/api/sidebar/orders', {
          params: { header: { 'idempotency-key': key } },
          body: order,
        }),
      ),
  })

/** How the order stands; asked again until it is paid or closed. */
export const useAssistedOrder = (orderId: string) =>
  useQuery({
    queryKey: [...ASSISTED, orderId],
    queryFn: () =>
      unwrap(api.GET('/api/sidebar/orders/{orderId}', { params: { path: { orderId } } })),
    refetchInterval: ({ state }) =>
      state.data === undefined || state.data.order.status === 'pending-payment'
        ? LOOK_EVERY_MS
        : false,
  })

export const usePayCode = (orderId: string) =>
  useQuery({
    queryKey: [...ASSISTED, orderId, 'code'],
    queryFn: () =>
      unwrap(api.GET('/api/sidebar/orders/{orderId}/code', { params: { path: { orderId } } })),
    retry: false,
  })

export function useCancelAssisted(orderId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () =>
      unwrap(api.POST('/api/sidebar/orders/{orderId}/cancel', { params: { path: { orderId } } })),
    onSettled: () => client.invalidateQueries({ queryKey: [...ASSISTED, orderId] }),
  })
}
