import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { access, answers, orProblem } from '../../platform/http/index.js'
import { id } from '../../platform/ids/index.js'
import { decodeCursor, encodeCursor } from '../../platform/wire/index.js'
import type { Actor } from '../catalog/index.js'
import {
  CategoryList,
  NewProduct,
  PriceHistory,
  ProductListQuery,
  ProductPage,
  ProductParams,
  ProductPatch,
  ProductView,
  SkuParams,
} from './products.contract.js'
import { productErrors } from './products.errors.js'
import type { ProductService } from './products.service.js'
import { productView } from './products.view.js'

const read = { access: access.permission('catalog.read') }
const write = { access: access.permission('catalog.write') }
const tags = ['catalog']

const list = {
  config: read,
  schema: {
    operationId: 'listProducts',
    tags,
    querystring: ProductListQuery,
    response: answers(ProductPage, productErrors),
  },
}
const get = {
  config: read,
  schema: {
    operationId: 'getProduct',
    tags,
    params: ProductParams,
    response: answers(ProductView, productErrors, ['product-not-found']),
  },
}
const draftRefusals = [
  ...(['sku-code-repeated', 'sku-code-taken', 'picture-unknown', 'store-unknown'] as const),
  ...(['compared-price-not-higher', 'compared-price-not-lowest'] as const),
  'compared-price-raised-first',
  'voucher-terms-missing',
  'voucher-terms-misplaced',
  'voucher-end-unclear',
  'voucher-refund-too-late',
] as const
const create = {
  config: write,
  schema: {
    operationId: 'createProduct',
    tags,
    body: NewProduct,
    response: answers(ProductView, productErrors, draftRefusals, { status: 201 }),
  },
}
const update = {
  config: write,
  schema: {
    operationId: 'updateProduct',
    tags,
    params: ProductParams,
    body: ProductPatch,
    response: answers(ProductView, productErrors, [
      ...draftRefusals,
      'product-not-found',
      'product-changed',
      'sku-not-of-product',
      'stock-needed',
    ]),
  },
}
const categories = {
  config: read,
  schema: {
    operationId: 'listCategories',
    tags,
    response: answers(CategoryList, productErrors),
  },
}
const prices = {
  config: read,
  schema: {
    operationId: 'listPrices',
    summary: 'The last 100 prices of a SKU, newest first',
    tags,
    params: SkuParams,
    response: answers(PriceHistory, productErrors),
  },
}

/** Products and their stock, for the console. */
export const productRoutes =
  (products: ProductService): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/api/products', list, async (request) => {
      const { cursor, limit, ...filter } = request.query
      const [beforeId] = cursor === undefined ? [] : decodeCursor(cursor, [id('prd')])
      const rows = await products.list({ ...filter, beforeId, limit: limit + 1 })
      const items = rows.slice(0, limit).map(({ product, pools }) => productView(product, pools))
      const last = rows.length > limit ? items.at(-1) : undefined
      return { items, nextCursor: last === undefined ? null : encodeCursor([last.productId]) }
    })

    app.post('/api/products', create, async (request, reply) => {
      const result = await products.create(request.body, actorOf(request))
      const { product, pools } = orProblem(result, productErrors)
      return await reply.code(201).send(productView(product, pools))
    })

    app.get('/api/products/:productId', get, async (request) => {
      const found = await products.get(request.params.productId)
      const { product, pools } = orProblem(found, productErrors)
      return productView(product, pools)
    })

    app.patch('/api/products/:productId', update, async (request) => {
      const { productId } = request.params
      const result = await products.update(productId, request.body, actorOf(request))
      const { product, pools } = orProblem(result, productErrors)
      return productView(product, pools)
    })

    app.get('/api/product-categories', categories, async () => ({
      items: await products.categories(),
    }))

    app.get('/api/skus/:skuId/prices', prices, async (request) => {
      const changes = await products.pricesOf(request.params.skuId)
      const items = changes.map(({ at, fromFen, toFen, operatorName }) => ({
        ...(fromFen === undefined ? {} : { fromFen }),
        at: at.toISOString(),
        toFen,
        operatorName,
      }))
      return { items }
    })
  }

export function actorOf({ operator: { operatorId, name } }: FastifyRequest): Actor {
  return { operatorId, name }
}
