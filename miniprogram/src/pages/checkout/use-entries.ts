import { useState } from 'react'
import type { Order } from '../../platform/api'
import { cart, type CartEntry } from '../../features/cart/cart'
import { useCart } from '../../features/cart/use-cart'

type One = { productId?: string; skuId?: string }

/** What is being ordered: one product bought directly, or else the cart. */
export function useEntries({ productId, skuId }: One) {
  const inCart = useCart()
  const [qty, setQty] = useState(1)
  if (productId !== undefined && skuId !== undefined) {
    const entries: readonly CartEntry[] = [{ productId, skuId, qty }]
    const change = (_entry: CartEntry, next: number) => setQty(Math.max(1, next))
    return { entries, change, placed: () => undefined, least: 1 }
  }
  const change = (entry: CartEntry, next: number) => cart.set({ ...entry, qty: next })
  const placed = (_order: Order) => cart.removeAll(inCart.map((entry) => entry.skuId))
  return { entries: inCart, change, placed, least: 0 }
}
