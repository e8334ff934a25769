import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { access, answers } from '../../platform/http/index.js'
import { decodeCursor, encodeCursor, fen, page, PageQuery } from '../../platform/wire/index.js'
import { shopErrors } from './orders.errors.js'
import type { StoreNames } from './orders.ports.js'
import type { PriceChecks } from './price-check.repository.js'

const PriceDifferences = page(
  z
    .object({
      source: z.string(),
      storeCode: z.string().optional(),
      storeName: z.string().optional(),
      productId: z.string(),
      skuId: z.string(),
      code: z.string(),
      name: z.string(),
      tillFen: fen.describe('one unit at the till'),
      shopFen: fen.describe('in the mini-program, when it was seen'),
      orderNo: z.string().describe('of the last sale'),
      count: z.int().describe('sales with another sum'),
      firstAt: z.string(),
      lastAt: z.string(),
    })
    .meta({ id: 'PriceDifference' }),
)

const list = {
  config: { access: access.permission('orders.read') },
  schema: {
    operationId: 'listPriceDifferences',
    summary: 'Where a till takes another price than the mini-program; last seen first',
    tags: ['catalog'],
    querystring: PageQuery,
    response: answers(PriceDifferences, shopErrors),
  },
}

type Deps = Readonly<{ checks: Pick<PriceChecks, 'page'>; stores: StoreNames }>

export const priceCheckRoutes =
  ({ checks, stores }: Deps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/api/price-differences', list, async ({ query, operator: { storeCodes } }) => {
      const { cursor, limit } = query
      const [at, id] =
        cursor === undefined ? [] : decodeCursor(cursor, [z.coerce.date(), z.string()])
      const after = at === undefined || id === undefined ? undefined : { at, id }
      const rows = await checks.page({ storeCodes, after, limit: limit + 1 })
      const shown = rows.slice(0, limit)
      const names = await stores.nameOf(shown.flatMap(({ storeCode }) => storeCode ?? []))
      const last = rows.length > limit ? shown.at(-1) : undefined
      return {
        items: shown.map(({ differenceId: _id, at: lastAt, firstAt, storeCode, ...row }) => ({
          ...row,
          ...(storeCode === undefined ? {} : { storeCode, storeName: names.get(storeCode) }),
          firstAt: firstAt.toISOString(),
          lastAt: lastAt.toISOString(),
        })),
        nextCursor:
          last === undefined ? null : encodeCursor([last.at.toISOString(), last.differenceId]),
      }
    })
  }
