import { useRef } from 'react'
import type { Order, OrderStatus, Page } from '../../platform/api'
import { useResource, type Resource } from '../../platform/api/use-resource'
import { useSending } from '../../platform/api/use-sending'
import { listOrders } from './api/list-orders'

type Orders = { list: Resource<Page<Order>>; more: () => void; loadingMore: boolean }

/** The orders of one filter, page by page. `ready`: the customer is logged in. */
export function useOrderList(status: OrderStatus | null, { ready }: { ready: boolean }): Orders {
  const key = ready ? `orders ${status ?? 'all'}` : null
  const list = useResource(key, () => listOrders({ status, cursor: null }))
  const { busy, send } = useSending()
  const current = useRef(list)
  current.current = list

  const more = () =>
    send(async () => {
      const shown = current.current.data
      if (shown?.nextCursor == null) {
        return
      }
      const next = await listOrders({ status, cursor: shown.nextCursor })
      if (current.current.data === shown) {
        list.replace({ items: [...shown.items, ...next.items], nextCursor: next.nextCursor })
      }
    })
  return { list, more, loadingMore: busy }
}

/** The filters above the list. */
export const FILTERS: readonly { status: OrderStatus | null; text: string }[] = [
  { status: null, text: '全部' },
  { status: 'pending-payment', text: '待付款' },
  { status: 'paid', text: '已付款' },
  { status: 'refund-pending', text: '退款中' },
  { status: 'completed', text: '已完成' },
  { status: 'closed', text: '已关闭' },
]
