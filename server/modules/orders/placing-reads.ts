import type { Id } from '../../platform/ids/index.js'
import { sharedRead } from '../../platform/queue/index.js'
import type { Catalog } from '../catalog/index.js'
import type { Identity } from '../customers/index.js'
import type { Stock } from '../stock/index.js'
import type { OrderGuards } from './order-guards.repository.js'
import type { HolderKey } from './orders.domain.js'
import type { StoreNames } from './orders.ports.js'
import type { OrderRows } from './orders.repository.js'

type Deps = Readonly<{
  orders: Pick<OrderRows, 'withIds'>
  guards: Pick<OrderGuards, 'usedKeys' | 'keysOfSku'>
  catalog: Pick<Catalog, 'offers'>
  identity: Pick<Identity, 'keysOfEach'>
  stores: StoreNames
  gate: Pick<Stock['gate'], 'shut'>
}>

/** Of one SKU; one that was ordered more often in a month is read for each buyer. */
const MAX_KNOWN_KEYS = 20_000

export type PlacingReads = ReturnType<typeof placingReads>
/** What placing an order asks the database for before its transaction; buyers of the same moment share each read. */
export function placingReads({ orders, guards, catalog, identity, stores, gate }: Deps) {
  const usedKeys = sharedRead((ids: readonly string[]) => guards.usedKeys(ids))
  const ordersOf = sharedRead(orders.withIds)
  const offers = sharedRead(catalog.offers)
  const keysOf = sharedRead((holders: readonly HolderKey[]) => identity.keysOfEach(holders))
  const names = sharedRead((codes: readonly string[]) => stores.nameOf(codes))
  const shutting = new Set<string>()
  return {
    offers,

    /**
     * Refuses this SKU from memory from now on to orders for this store, as nothing was left for them after `look`; but not
     * to those who ordered it before: their repeated request has its order.
     */
    async shutGate(skuId: Id<'sku'>, look: number, storeCode?: string): Promise<void> {
      const place = `${skuId}:${storeCode ?? ''}`
      if (shutting.has(place)) {
        return
      }
      shutting.add(place)
      try {
        const except = await guards.keysOfSku(skuId, MAX_KNOWN_KEYS)
        if (except !== null) {
          gate.shut(skuId, { look, except, ...(storeCode === undefined ? {} : { storeCode }) })
        }
      } finally {
        shutting.delete(place)
      }
    },

    usedKey: async (id: string) => (await usedKeys([id])).get(id),
    order: async (orderId: Id<'ord'>) => (await ordersOf([orderId])).get(orderId),
    keysOf: async (holder: HolderKey) => (await keysOf([holder])).get(holder) ?? [holder],
    isStore: async (code: string): Promise<boolean> => (await names([code])).has(code),
  }
}
