import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { access, answers, orProblem } from '../../platform/http/index.js'
import { id } from '../../platform/ids/index.js'
import { decodeCursor, encodeCursor } from '../../platform/wire/index.js'
import type { Actor } from '../catalog/index.js'
import {
  NewProduct,
  ProductListQuery,
  ProductPage,
  ProductParams,
  ProductPatch,
  ProductView,
  SkuParams,
  StockChange,
  StockView,
} from './products.contract.js'
import { productErrors } from './products.errors.js'
import type { ProductService } from './products.service.js'
import { productView, stockView } from './products.view.js'

const read = { access: access.permission('catalog.read') }
const write = { access: access.permission('catalog.write') }
const writeStock = { access: access.permission('stock.write') }
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
  'sku-code-repeated',
  'sku-code-taken',
  'picture-unknown',
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
const setStock = {
  config: writeStock,
  schema: {
    operationId: 'setStock',
    tags,
    params: SkuParams,
    body: StockChange,
    response: answers(StockView, productErrors, ['sku-not-found', 'stock-below-committed']),
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

    app.put('/api/skus/:skuId/stock', setStock, async (request) => {
      const { total, reason } = request.body
      const by = { actor: actorOf(request), reason }
      const result = await products.setStock(request.params.skuId, total, by)
      return stockView(orProblem(result, productErrors))
    })
  }

function actorOf({ operator: { operatorId, name } }: FastifyRequest): Actor {
  return { operatorId, name }
}
