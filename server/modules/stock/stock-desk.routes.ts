import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { access, answers, orProblem } from '../../platform/http/index.js'
import { id } from '../../platform/ids/index.js'
import { decodeCursor, encodeCursor } from '../../platform/wire/index.js'
import { SkuParams, StockView } from './products.contract.js'
import { productErrors } from './products.errors.js'
import { actorOf } from './products.routes.js'
import { stockView } from './products.view.js'
import {
  JournalQuery,
  PoolLevel,
  SoldOutSwitch,
  StockChange,
  StockJournal,
  StockMove,
  StockMoved,
  StockPage,
  StockQuery,
} from './stock-desk.contract.js'
import type { StockDesk } from './stock-desk.service.js'
import { journalView, poolLevel, stockRow } from './stock-desk.view.js'
import type { PoolName } from './stock.domain.js'
import type { PoolId } from './stock.model.js'
import type { stockList } from './stock-list.js'

const read = { access: access.permission('catalog.read') }
const write = { access: access.permission('stock.write') }
const tags = ['stock']

const list = {
  config: read,
  schema: {
    operationId: 'listStock',
    summary: 'Stock by SKU and pool; people of some stores see theirs and the shared one',
    tags,
    querystring: StockQuery,
    response: answers(StockPage, productErrors, ['store-unknown']),
  },
}
const setTotal = {
  config: write,
  schema: {
    operationId: 'setStock',
    tags,
    params: SkuParams,
    body: StockChange,
    response: answers(StockView, productErrors, [
      ...(['sku-not-found', 'stock-below-committed', 'store-unknown'] as const),
    ]),
  },
}
const move = {
  config: write,
  schema: {
    operationId: 'moveStock',
    summary: 'Free units from one pool of a SKU to another',
    tags,
    params: SkuParams,
    body: StockMove,
    response: answers(StockMoved, productErrors, [
      ...(['pool-not-found', 'pool-same', 'pool-is-unlimited'] as const),
      ...(['not-enough-to-move', 'store-unknown'] as const),
    ]),
  },
}
const switchOff = {
  config: { access: access.permission('stock.switch') },
  schema: {
    operationId: 'switchSoldOut',
    summary: 'A store has no more of a SKU, or has it again; safe to repeat',
    tags,
    params: SkuParams,
    body: SoldOutSwitch,
    response: answers(PoolLevel, productErrors, [
      ...(['sku-not-found', 'store-unknown', 'store-has-no-pool'] as const),
    ]),
  },
}
const journal = {
  config: read,
  schema: {
    operationId: 'listStockJournal',
    summary: 'Every change of the stock of a SKU, newest first',
    tags,
    params: SkuParams,
    querystring: JournalQuery,
    response: answers(StockJournal, productErrors),
  },
}

type Deps = Readonly<{ desk: StockDesk; list: ReturnType<typeof stockList> }>

/** The stock page of the console. */
export const stockDeskRoutes =
  ({ desk, list: listOf }: Deps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/api/stock', list, async ({ query, operator: { storeCodes } }) => {
      const { search, storeCode, cursor, limit } = query
      if (storeCode !== undefined && storeCodes !== null && !storeCodes.includes(storeCode)) {
        return { items: [], nextCursor: null } // for them there is no such store
      }
      const after = cursor === undefined ? undefined : afterOf(cursor)
      const { rows, next } = await listOf({ search, storeCode, after, limit }, storeCodes)
      const names = await desk.storeNames(rows.map(({ pool }) => pool.pool))
      return {
        items: rows.map((row) => stockRow(row, names)),
        nextCursor: next === null ? null : encodeCursor([next]),
      }
    })

    app.put('/api/skus/:skuId/stock', setTotal, async (request) => {
      const { total, reason, pool } = request.body
      const by = { actor: actorOf(request), reason }
      const of = { skuId: request.params.skuId, pool: pool as PoolName }
      return stockView(orProblem(await desk.setTotal(of, total, by), productErrors))
    })

    app.post('/api/skus/:skuId/stock/moves', move, async (request) => {
      const { from, to, qty, reason } = request.body
      const by = { actor: actorOf(request), reason }
      const way = { from: from as PoolName, to: to as PoolName, qty }
      const moved = orProblem(await desk.move(request.params.skuId, way, by), productErrors)
      const names = await desk.storeNames([from, to])
      return { from: poolLevel(moved.from, names), to: poolLevel(moved.to, names) }
    })

    app.put('/api/skus/:skuId/stock/sold-out', switchOff, async ({ params, body, operator }) => {
      const { storeCode, soldOut, reason } = body
      const of = { skuId: params.skuId, storeCode }
      const done = await desk.switchSoldOut(of, soldOut, { keeper: operator, reason })
      const pool = orProblem(done, productErrors)
      return poolLevel(pool, await desk.storeNames([pool.pool]))
    })

    app.get('/api/skus/:skuId/stock/journal', journal, async ({ params, query, operator }) => {
      const { cursor, limit } = query
      const [beforeId] = cursor === undefined ? [] : decodeCursor(cursor, [id('sjr')])
      const lines = await desk.journal(params.skuId, { beforeId, limit: limit + 1 }, operator)
      const shown = lines.slice(0, limit)
      const names = await desk.storeNames(shown.flatMap(({ pool, other }) => [pool, other ?? pool]))
      const last = lines.length > limit ? shown.at(-1) : undefined
      return {
        items: shown.map((line) => journalView(line, names)),
        nextCursor: last === undefined ? null : encodeCursor([last.lineId]),
      }
    })
  }

const afterOf = (cursor: string): PoolId => decodeCursor(cursor, [z.string()])[0] as PoolId
