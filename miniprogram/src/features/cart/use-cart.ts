import { useSyncExternalStore } from 'react'
import { cart, type CartEntry } from './cart'

export const useCart = (): readonly CartEntry[] =>
  useSyncExternalStore(cart.subscribe, cart.entries)
