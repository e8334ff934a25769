import type { Clock } from '../../platform/clock/index.js'
import type { Store } from './stores.model.js'
import type { StoresRepository } from './stores.repository.js'

/** Until somebody has given the brand its name. */
const UNNAMED_BRAND = '回客'
const MAX_UPSERT = 5_000

export type Stores = ReturnType<typeof storesService>

/** The stores of the brand, open to every module. */
export function storesService({ stores, clock }: { stores: StoresRepository; clock: Clock }) {
  return {
    /** One page by code; `codes` narrows it to the stores that an operator may see. */
    page: (query: { afterCode?: string; codes?: readonly string[]; limit: number }) =>
      stores.page(query),

    /** Every store; a brand has at most 5,000. */
    all: () => stores.page({ limit: MAX_UPSERT }),

    /** Names by code; an unknown code is missing in the map. */
    async nameOf(codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
      const found = codes.length === 0 ? [] : await stores.byCodes([...new Set(codes)])
      return new Map(found.map(({ storeCode, name }) => [storeCode, name]))
    },

    /** The stores that stand for these departments of WeCom, by department. */
    async ofDepartments(departments: readonly string[]): Promise<ReadonlyMap<string, Store>> {
      const found = departments.length === 0 ? [] : await stores.ofDepartments(departments)
      return new Map(found.map((store) => [store.department ?? '', store]))
    },

    /** Adds or replaces stores by code; at most 5,000, one brand has no more. May be repeated. */
    async upsert(given: readonly Store[]): Promise<void> {
      if (given.length > MAX_UPSERT) {
        throw new RangeError(`at most ${MAX_UPSERT} stores at once`)
      }
      await stores.upsert(given, clock.now())
    },

    async brand(): Promise<{ name: string }> {
      return { name: (await stores.brandName()) ?? UNNAMED_BRAND }
    },
  }
}
