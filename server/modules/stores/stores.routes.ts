import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { access, answers } from '../../platform/http/index.js'
import { decodeCursor, encodeCursor } from '../../platform/wire/index.js'
import {
  BrandView,
  ShopStoreList,
  StoreFields,
  StoreList,
  StoreParams,
  StoreQuery,
  StoreView,
} from './stores.contract.js'
import type { Actor } from '../operators/index.js'
import type { StoreEdits } from './store-edits.js'
import type { Stores } from './stores.service.js'

const tags = ['stores']
const readStores = { access: access.permission('stores.read') }
const writeStores = { access: access.permission('stores.write') }
const inShop = { access: access.public }

type Query = z.output<typeof StoreQuery>

export function storesRoutes(stores: Stores, edits: StoreEdits): FastifyPluginAsyncZod {
  async function list({ cursor, limit }: Query, codes?: readonly string[]) {
    const afterCode = cursor === undefined ? undefined : decodeCursor(cursor, [z.string()])[0]
    const found = await stores.page({ afterCode, codes, limit: limit + 1 })
    const items = found.slice(0, limit)
    const last = found.length > limit ? items.at(-1) : undefined
    return { items, nextCursor: last === undefined ? null : encodeCursor([last.storeCode]) }
  }

  return async (app) => {
    const shop = { operationId: 'miniListStores', tags, querystring: StoreQuery }
    const shopSchema = { ...shop, response: answers(ShopStoreList, {}) }
    app.get('/mini/v1/stores', { config: inShop, schema: shopSchema }, (request) =>
      list(request.query),
    )

    const all = { operationId: 'listStores', tags, querystring: StoreQuery }
    const allSchema = { ...all, response: answers(StoreList, {}) }
    app.get('/api/stores', { config: readStores, schema: allSchema }, (request) =>
      list(request.query, request.operator.storeCodes ?? undefined),
    )

    const save = { operationId: 'saveStore', tags, params: StoreParams, body: StoreFields }
    const saveSchema = { ...save, response: answers(StoreView, {}) }
    app.put('/api/stores/:storeCode', { config: writeStores, schema: saveSchema }, (request) => {
      const { params, body } = request
      return edits.saveStore({ storeCode: params.storeCode, ...body }, actorOf(request))
    })

    const brand = { operationId: 'saveBrand', tags, body: BrandView }
    const brandSchema = { ...brand, response: answers(BrandView, {}) }
    app.put('/api/brand', { config: writeStores, schema: brandSchema }, (request) =>
      edits.saveBrand(request.body, actorOf(request)),
    )
  }
}

function actorOf({ operator: { operatorId, name } }: FastifyRequest): Actor {
  return { operatorId, name }
}
