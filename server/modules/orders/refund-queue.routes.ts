import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { access, answers } from '../../platform/http/index.js'
import { id } from '../../platform/ids/index.js'
import { decodeCursor, encodeCursor } from '../../platform/wire/index.js'
import type { Refund, Refunds } from '../payments/index.js'
import type { Orders } from './orders.service.js'
import { shopErrors } from './orders.errors.js'
import { refundRow } from './orders.view.js'
import { RefundListQuery, RefundPage } from './refund-queue.contract.js'

const list = {
  config: { access: access.permission('refunds.read') },
  schema: {
    operationId: 'listRefunds',
    tags: ['refunds'],
    summary: 'Refunds with their orders and customers, newest first',
    querystring: RefundListQuery,
    response: answers(RefundPage, shopErrors),
  },
}

/** The queue of refunds, for the console; whoever may see it sees all stores. */
export const refundQueueRoutes =
  (refunds: Pick<Refunds, 'list'>, orders: Pick<Orders, 'withIds'>): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/api/refunds', list, async ({ query }) => {
      const { cursor, limit, group } = query
      const found = await refunds.list({ ...placeOf(cursor), group, limit: limit + 1 })
      const page = found.slice(0, limit)
      const behind = await orders.withIds(page.map(({ refund }) => refund.orderId))
      const last = found.length > limit ? page.at(-1)?.refund : undefined
      return {
        items: page.map((listed) => refundRow(listed, behind)),
        nextCursor: last === undefined ? null : encodeCursor([atOf(last, group), last.refundId]),
      }
    })
  }

/** The moment that the list is ordered by. */
function atOf({ requestedAt, endedAt }: Refund, group: string): string {
  return (group === 'ended-today' ? (endedAt ?? requestedAt) : requestedAt).toISOString()
}

function placeOf(cursor: string | undefined) {
  if (cursor === undefined) {
    return {}
  }
  const [at, refundId] = decodeCursor(cursor, [z.iso.datetime(), id('rfd')])
  return { after: { at: new Date(at), refundId } }
}
