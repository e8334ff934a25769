import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { access, answers, orProblem } from '../../platform/http/index.js'
import { id } from '../../platform/ids/index.js'
import { decodeCursor, encodeCursor } from '../../platform/wire/index.js'
import {
  ProductParams,
  ShopProductDetail,
  ShopProductPage,
  ShopProductQuery,
  ShopStoreQuery,
} from './products.contract.js'
import { productErrors } from './products.errors.js'
import type { ProductService } from './products.service.js'
import { shopProduct, shopProductDetail } from './products.view.js'

const list = {
  config: { access: access.public },
  schema: {
    operationId: 'miniListProducts',
    tags: ['mini'],
    querystring: ShopProductQuery,
    response: answers(ShopProductPage, productErrors),
  },
}
const get = {
  config: { access: access.public },
  schema: {
    operationId: 'miniGetProduct',
    tags: ['mini'],
    params: ProductParams,
    querystring: ShopStoreQuery,
    response: answers(ShopProductDetail, productErrors, ['product-not-found']),
  },
}

/** The shelf of the mini-program: open to everybody, as a shop window is. */
export const shopProductRoutes =
  (products: ProductService): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/mini/v1/products', list, async (request) => {
      const { cursor, limit, category, storeCode } = request.query
      const after = cursor === undefined ? undefined : placeOf(cursor)
      const rows = await products.shelf({ category, storeCode, after, limit: limit + 1 })
      const items = rows.slice(0, limit).map(({ product, pools }) => shopProduct(product, pools))
      const last = rows.length > limit ? items.at(-1) : undefined
      const nextCursor = last === undefined ? null : encodeCursor([last.category, last.productId])
      return { items, nextCursor }
    })

    app.get('/mini/v1/products/:productId', get, async (request) => {
      const found = await products.onShelf(request.params.productId, request.query.storeCode)
      const { product, pools } = orProblem(found, productErrors)
      return shopProductDetail(product, pools)
    })
  }

function placeOf(cursor: string) {
  const [category, productId] = decodeCursor(cursor, [z.string(), id('prd')])
  return { category, productId }
}
