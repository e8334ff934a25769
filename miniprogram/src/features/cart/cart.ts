import { read, write } from '../../platform/storage'

export type CartEntry = { productId: string; skuId: string; qty: number }

/** The server takes at most this many of one SKU in an order. */
export const MOST_UNITS = 99
const MOST_ENTRIES = 50

let entries: readonly CartEntry[] = read('cart', parse) ?? []
const listeners = new Set<() => void>()

/** What the customer wants to buy, on this device; prices and names always come from the server. */
export const cart = {
  entries: (): readonly CartEntry[] => entries,

  /** Adds units to what is there; `qty` may be negative, nothing stays at zero. */
  add({ productId, skuId, qty }: CartEntry): void {
    const before = entries.find((entry) => entry.skuId === skuId)?.qty ?? 0
    cart.set({ productId, skuId, qty: before + qty })
  },

  set({ productId, skuId, qty }: CartEntry): void {
    const bounded = Math.min(Math.max(qty, 0), MOST_UNITS)
    const known = entries.some((entry) => entry.skuId === skuId)
    const next = known
      ? entries.map((entry) => (entry.skuId === skuId ? { ...entry, qty: bounded } : entry))
      : [...entries, { productId, skuId, qty: bounded }].slice(0, MOST_ENTRIES)
    change(next.filter((entry) => entry.qty > 0))
  },

  /** Takes out what was ordered. */
  removeAll(skuIds: readonly string[]): void {
    change(entries.filter((entry) => !skuIds.includes(entry.skuId)))
  },

  /** Puts other lines in the place of all that there are, as the server has them. */
  replace(next: readonly CartEntry[]): void {
    change(next.slice(0, MOST_ENTRIES))
  },

  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

function change(next: readonly CartEntry[]): void {
  entries = next
  write('cart', next)
  listeners.forEach((listener) => listener())
}

function parse(stored: unknown): CartEntry[] | null {
  return Array.isArray(stored) ? stored.filter(isEntry) : null
}

function isEntry(value: unknown): value is CartEntry {
  const { productId, skuId, qty } = (value ?? {}) as Record<string, unknown>
  return (
    typeof productId === 'string' &&
    typeof skuId === 'string' &&
    typeof qty === 'number' &&
    Number.isInteger(qty) &&
    qty > 0 &&
    qty <= MOST_UNITS
  )
}
