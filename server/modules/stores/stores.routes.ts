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
import type { Audit } from '../operators/index.js'
import type { Stores } from './stores.service.js'

const tags = ['stores']
const readStores = { access: access.permission('stores.read') }
const writeStores = { access: access.permission('stores.write') }
const inShop = { access: access.public }

type Query = z.output<typeof StoreQuery>

export function storesRoutes(stores: Stores, audit: Audit): FastifyPluginAsyncZod {
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
    app.put('/api/stores/:storeCode', { config: writeStores, schema: saveSchema }, async (r) => {
      const store = { storeCode: r.params.storeCode, ...r.body }
      const subject = { type: 'store', id: store.storeCode }
      const { operatorId, name } = r.operator
      await audit.record({
        actor: { operatorId, name },
        action: 'store.save',
        subject,
        after: r.body,
      })
      await stores.upsert([store])
      return store
    })

    const brand = { operationId: 'saveBrand', tags, body: BrandView }
    const brandSchema = { ...brand, response: answers(BrandView, {}) }
    app.put('/api/brand', { config: writeStores, schema: brandSchema }, async (request) => {
      const { operatorId, name } = request.operator
      const before = await stores.brand()
      const entry = {
        actor: { operatorId, name },
        action: 'brand.save',
        before,
        after: request.body,
      }
      await audit.record({ ...entry, subject: { type: 'brand', id: 'brand' } })
      await stores.saveBrand(request.body)
      return request.body
    })
  }
}
