import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { access, answers, orProblem } from '../../platform/http/index.js'
import { id } from '../../platform/ids/index.js'
import { decodeCursor, encodeCursor } from '../../platform/wire/index.js'
import { ShipmentPage, ShipmentParams, ShipmentQuery, ShipmentView } from './shipping.contract.js'
import type { Shipment } from './shipping.domain.js'
import { shippingErrors } from './shipping.errors.js'
import type { Shipping } from './shipping.service.js'

const tags = ['shipping']
const list = {
  config: { access: access.permission('shipping.read') },
  schema: {
    operationId: 'listShipments',
    tags,
    summary: 'What WeChat was told of goods that reached customers, newest first',
    querystring: ShipmentQuery,
    response: answers(ShipmentPage, shippingErrors),
  },
}
const retry = {
  config: { access: access.permission('shipping.write') },
  schema: {
    operationId: 'retryShipment',
    tags,
    summary: 'Tell WeChat again what it has not taken',
    params: ShipmentParams,
    response: answers(ShipmentView, shippingErrors, [
      'shipment-not-found',
      'shipment-not-failed',
      'shipment-busy',
    ]),
  },
}

/** What WeChat keeps money back for, for the console. */
export const shippingRoutes =
  (shipping: Shipping): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/api/shipments', list, async ({ query }) => {
      const { cursor, limit, state } = query
      const rows = await shipping.list({
        limit: limit + 1,
        ...(state === undefined ? {} : { state }),
        ...(cursor === undefined ? {} : { after: placeOf(cursor) }),
      })
      const shown = rows.slice(0, limit)
      const last = rows.length > limit ? shown.at(-1) : undefined
      return {
        items: shown.map(shipmentView),
        nextCursor:
          last === undefined
            ? null
            : encodeCursor([last.fulfilledAt.toISOString(), last.paymentId]),
      }
    })

    app.post('/api/shipments/:paymentId/retry', retry, async ({ params, operator }) => {
      const { operatorId, name } = operator
      const result = await shipping.retry(params.paymentId, { operatorId, name })
      return shipmentView(orProblem(result, shippingErrors))
    })
  }

function placeOf(cursor: string) {
  const [at, paymentId] = decodeCursor(cursor, [z.iso.datetime(), id('pay')])
  return { at: new Date(at), paymentId }
}

function shipmentView(shipment: Shipment) {
  const { revision: _revision, isOutcomeUnknown: _unknown, parcel, fulfilledAt, ...rest } = shipment
  const { nextAt, reportedAt, remindedAt, settledAt, ...plain } = rest
  const times = Object.entries({ nextAt, reportedAt, remindedAt, settledAt })
  return {
    ...plain,
    fulfilledAt: fulfilledAt.toISOString(),
    ...(parcel && { parcel: { company: parcel.company, trackingNo: parcel.trackingNo } }),
    ...Object.fromEntries(
      times.flatMap(([name, at]) => (at === undefined ? [] : [[name, at.toISOString()]])),
    ),
  }
}
