import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Clock } from '../../platform/clock/index.js'
import type { Db, InTransaction } from '../../platform/mongo/index.js'
import type { Audit, Catalog } from '../catalog/index.js'
import { productRoutes } from './products.routes.js'
import { productService } from './products.service.js'
import { watchPools } from './pools.watch.js'
import { shopProductRoutes } from './shop-products.routes.js'
import { soldOutGate } from './sold-out-gate.js'
import { stockRepository } from './stock.repository.js'
import { stockService } from './stock.service.js'

type Deps = Readonly<{
  db: Db
  inTransaction: InTransaction
  catalog: Catalog
  audit: Audit
  clock: Clock
}>

/** Stock, and products with their stock, put together. */
export function stockModule({ db, inTransaction, catalog, audit, clock }: Deps) {
  const stocks = stockRepository(db)
  const gate = soldOutGate()
  const products = productService({ catalog, stocks, audit, inTransaction, clock })
  const routes: readonly FastifyPluginAsyncZod[] = [
    productRoutes(products),
    shopProductRoutes(products),
  ]
  return {
    stock: stockService({ stocks, gate }),
    products,
    routes,
    /** While it runs, what is sold out is refused from memory. */
    watch: (onError: (error: unknown) => void) => watchPools(stocks, { gate, onError }),
  }
}
