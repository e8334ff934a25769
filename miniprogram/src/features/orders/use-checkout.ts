import { useRef } from 'react'
import { toProblem, type NewOrder, type Order } from '../../platform/api'
import { useSending } from '../../platform/api/use-sending'
import { pages, replaceWith } from '../../platform/navigation'
import { createOrder } from './api/create-order'
import { pay } from './pay'

type Options = {
  /** The order exists: what was ordered leaves the cart. */
  onPlaced: (order: Order) => void
  /** Prices or stock are not what was shown: they are read again. */
  onStale: () => void
}

const STALE: readonly string[] = [
  ...['price-changed', 'sold-out', 'product-off-shelf', 'product-not-in-store', 'sku-unknown'],
  'coupon-not-usable',
]

/** Places the order, then opens its payment at once. */
export function useCheckout({ onPlaced, onStale }: Options) {
  const { busy, problem, send, clear } = useSending()
  const hooks = useRef({ onPlaced, onStale })
  hooks.current = { onPlaced, onStale }
  const submit = (body: NewOrder) =>
    send(async () => {
      const order = await place(body, hooks.current.onStale)
      hooks.current.onPlaced(order)
      await payThenShow(order.orderId)
    })
  return { busy, problem, submit, clear }
}

async function place(body: NewOrder, onStale: () => void): Promise<Order> {
  try {
    return await createOrder(body)
  } catch (error) {
    if (STALE.includes(toProblem(error).code)) {
      onStale()
    }
    throw error
  }
}

/** The order stands whatever happens here: its own page offers to pay again. */
async function payThenShow(orderId: string): Promise<void> {
  try {
    const outcome = await pay(orderId)
    replaceWith(outcome === 'ended' ? pages.payResult(orderId) : pages.order(orderId))
  } catch {
    replaceWith(pages.order(orderId))
  }
}
