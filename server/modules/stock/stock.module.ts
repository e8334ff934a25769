import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Clock } from '../../platform/clock/index.js'
import type { Db, InTransaction } from '../../platform/mongo/index.js'
import type { Audit, Catalog } from '../catalog/index.js'
import { journalRepository } from './journal.repository.js'
import { productRoutes } from './products.routes.js'
import { productService, type KnownStores } from './products.service.js'
import { watchPools } from './pools.watch.js'
import { sheetRoutes } from './sheets/sheets.routes.js'
import { takeInProducts } from './sheets/take-in.js'
import { writeProducts } from './sheets/write-sheet.js'
import { shopProductRoutes } from './shop-products.routes.js'
import { soldOutGate } from './sold-out-gate.js'
import { stockDeskRoutes } from './stock-desk.routes.js'
import { stockDesk } from './stock-desk.service.js'
import { stockList } from './stock-list.js'
import { stockRepository } from './stock.repository.js'
import { stockService } from './stock.service.js'

type Deps = Readonly<{
  db: Db
  inTransaction: InTransaction
  catalog: Catalog
  audit: Audit
  stores: KnownStores
  clock: Clock
}>

/** Stock, and products with their stock, put together. */
export function stockModule({ db, ...deps }: Deps) {
  const journal = journalRepository(db)
  const stocks = stockRepository(db, journal)
  const gate = soldOutGate()
  const parts = { ...deps, stocks, journal }
  const products = productService(parts)
  const desk = stockDesk(parts)
  const routes: readonly FastifyPluginAsyncZod[] = [
    productRoutes(products),
    shopProductRoutes(products),
    stockDeskRoutes({ desk, list: stockList(parts) }),
    sheetRoutes({
      write: writeProducts(products),
      takeIn: takeInProducts(parts),
      now: () => deps.clock.now(),
    }),
  ]
  return {
    stock: stockService({ stocks, gate }),
    products,
    desk,
    routes,
    /** While it runs, what is sold out is refused from memory. */
    watch: (onError: (error: unknown) => void) => watchPools(stocks, { gate, onError }),
  }
}
