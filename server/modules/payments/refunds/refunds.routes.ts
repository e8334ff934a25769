import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { access, answers, orProblem } from '../../../platform/http/index.js'
import { RefundParams, RefundTotals, RefundView } from './refunds.contract.js'
import { refundErrors } from './refunds.errors.js'
import type { Refunds } from './refunds.service.js'
import { refundView } from './refunds.view.js'

const tags = ['refunds']
const write = { access: access.permission('refunds.write') }

const totals = {
  config: { access: access.permission('refunds.read') },
  schema: {
    operationId: 'refundTotals',
    tags,
    summary: 'How many refunds wait for whom, and how much money is in them',
    response: answers(RefundTotals, refundErrors),
  },
}
const again = {
  config: write,
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
const sendNow = {
  config: write,
  schema: {
    operationId: 'sendRefundNow',
    tags,
    summary: 'Do not wait for the pause before the next try',
    params: RefundParams,
    response: answers(RefundView, refundErrors, [
      'refund-not-found',
      'refund-not-waiting',
      'refund-asked-lately',
      'refund-busy',
    ]),
  },
}

/** What goes back to customers, for the console; the queue itself is shown with its orders, in `orders`. */
export const refundRoutes =
  (refunds: Pick<Refunds, 'totals' | 'tryAgain' | 'sendNow'>): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/api/refunds/totals', totals, async () => refunds.totals())

    app.post('/api/refunds/:refundId/retry', again, async ({ params, operator }) => {
      const { operatorId, name } = operator
      const result = await refunds.tryAgain(params.refundId, { operatorId, name })
      return refundView(orProblem(result, refundErrors))
    })

    app.post('/api/refunds/:refundId/send-now', sendNow, async ({ params, operator }) => {
      const { operatorId, name } = operator
      const result = await refunds.sendNow(params.refundId, { operatorId, name })
      return refundView(orProblem(result, refundErrors))
    })
  }
