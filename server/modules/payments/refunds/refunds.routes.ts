import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { access, answers, orProblem } from '../../../platform/http/index.js'
import { id } from '../../../platform/ids/index.js'
import { decodeCursor, encodeCursor } from '../../../platform/wire/index.js'
import { RefundListQuery, RefundPage, RefundParams, RefundView } from './refunds.contract.js'
import { refundErrors } from './refunds.errors.js'
import type { Refunds } from './refunds.service.js'
import { OPEN_REFUNDS, refundView } from './refunds.view.js'

const tags = ['refunds']

const list = {
  config: { access: access.permission('refunds.read') },
  schema: {
    operationId: 'listRefunds',
    tags,
    querystring: RefundListQuery,
    response: answers(RefundPage, refundErrors),
  },
}
const again = {
  config: { access: access.permission('refunds.write') },
  schema: {
    operationId: 'retryRefund',
    tags,
    summary: 'Try again what failed; its amount is reserved anew',
    params: RefundParams,
    response: answers(RefundView, refundErrors, [
      'refund-not-found',
      'refund-not-failed',
      'nothing-left-to-refund',
      'refund-exceeds-paid',
      'payment-not-paid',
      'refund-busy',
    ]),
  },
}

/** What goes back to customers, for the console. */
export const refundRoutes =
  (refunds: Pick<Refunds, 'list' | 'tryAgain'>): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/api/refunds', list, async ({ query }) => {
      const { cursor, limit, state, isOpen } = query
      const states = state === undefined ? (isOpen === true ? OPEN_REFUNDS : undefined) : [state]
      const after = cursor === undefined ? {} : { after: placeOf(cursor) }
      const filter = states === undefined ? {} : { states }
      const found = await refunds.list({ ...filter, ...after, limit: limit + 1 })
      const items = found.slice(0, limit).map(refundView)
      const last = found.length > limit ? items.at(-1) : undefined
      const nextCursor = last === undefined ? null : encodeCursor([last.requestedAt, last.refundId])
      return { items, nextCursor }
    })

    app.post('/api/refunds/:refundId/retry', again, async ({ params, operator }) => {
      const { operatorId, name } = operator
      const result = await refunds.tryAgain(params.refundId, { operatorId, name })
      return refundView(orProblem(result, refundErrors))
    })
  }

function placeOf(cursor: string) {
  const [requestedAt, refundId] = decodeCursor(cursor, [z.iso.datetime(), id('rfd')])
  return { requestedAt: new Date(requestedAt), refundId }
}
