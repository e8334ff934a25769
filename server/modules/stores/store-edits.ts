import type { Clock } from '../../platform/clock/index.js'
import type { InTransaction } from '../../platform/mongo/index.js'
import type { Actor, Audit } from '../operators/index.js'
import type { Store } from './stores.model.js'
import type { StoresRepository } from './stores.repository.js'

type Deps = Readonly<{
  stores: StoresRepository
  audit: Pick<Audit, 'record'>
  inTransaction: InTransaction
  clock: Clock
}>

export type StoreEdits = ReturnType<typeof storeEdits>

/** What people change about stores and brand: the change and its entry in the audit trail stand or fall together. */
export function storeEdits({ stores, audit, inTransaction, clock }: Deps) {
  return {
    /** Adds the store or replaces it. */
    saveStore: (store: Store, actor: Actor): Promise<Store> =>
      inTransaction(async (tx) => {
        const [before] = await stores.byCodes([store.storeCode], { tx })
        const subject = { type: 'store', id: store.storeCode }
        const entry = { actor, action: 'store.save', subject, after: store }
        await audit.record(before === undefined ? entry : { ...entry, before }, { tx })
        await stores.upsert([store], clock.now(), { tx })
        return store
      }),

    saveBrand: (brand: Readonly<{ name: string }>, actor: Actor) =>
      inTransaction(async (tx) => {
        const subject = { type: 'brand', id: 'brand' }
        const before = { name: await stores.brandName({ tx }) }
        await audit.record({ actor, action: 'brand.save', subject, before, after: brand }, { tx })
        await stores.saveBrand(brand.name, { tx })
        return brand
      }),
  }
}
