import type { Id } from '../../platform/ids/index.js'
import type { Catalog, Offer } from '../catalog/index.js'
import { MAIN, storePool, type Pool } from './stock.domain.js'
import type { PoolId } from './stock.model.js'
import { candidates, soldFrom } from './stock.service.js'
import type { Stocks } from './stock.repository.js'

type Deps = Readonly<{ stocks: Stocks; catalog: Pick<Catalog, 'list' | 'offers'> }>
type Query = Readonly<{
  search?: string | undefined
  /** One row per SKU: the pool that orders for this store take from. */
  storeCode?: string | undefined
  after?: PoolId | undefined
  limit: number
}>
export type StockedOffer = Offer & Readonly<{ pool: Pool }>
export type StockListPage = Readonly<{ rows: readonly StockedOffer[]; next: PoolId | null }>

/** Products that a search may find; who looks for more writes more of the name. */
const MAX_FOUND = 100

/** The pools of SKUs, in the order of SKU and pool. `storeCodes`: whose pools may be seen beside the shared one; null: all. */
export function stockList({ stocks, catalog }: Deps) {
  async function skusOf(search: string | undefined): Promise<Id<'sku'>[] | undefined> {
    if (search === undefined) {
      return undefined
    }
    const found = await catalog.list({ search, limit: MAX_FOUND })
    return found.flatMap(({ skus }) => skus.map(({ skuId }) => skuId))
  }

  return async (query: Query, storeCodes: readonly string[] | null): Promise<StockListPage> => {
    const { storeCode, after, limit } = query
    const skuIds = await skusOf(query.search)
    const names =
      storeCode !== undefined
        ? [MAIN]
        : storeCodes === null
          ? undefined
          : [MAIN, ...storeCodes.map(storePool)]
    const found = await stocks.page({
      ...(skuIds === undefined ? {} : { skuIds }),
      ...(names === undefined ? {} : { pools: names }),
      ...(after === undefined ? {} : { after }),
      limit: limit + 1,
    })
    const shown = found.slice(0, limit)
    const last = found.length > limit ? shown.at(-1) : undefined
    const ids = shown.map(({ skuId }) => skuId)
    const taken =
      storeCode === undefined
        ? shown
        : [...soldFrom(ids, storeCode, await stocks.withIds(candidates(ids, storeCode))).values()]
    const offers = await catalog.offers([...new Set(ids)])
    const rows = taken.flatMap((pool) => {
      const offer = offers.get(pool.skuId)
      return offer === undefined ? [] : [{ ...offer, pool }] // of a SKU that was taken out
    })
    return { rows, next: last === undefined ? null : `${last.skuId}:${last.pool}` }
  }
}
