import { z } from 'zod'
import { id } from '../../platform/ids/index.js'
import { page, PageQuery } from '../../platform/wire/index.js'

export const ShipmentState = z.enum(['waiting', 'reported', 'settled', 'unneeded', 'failed'])

export const ShipmentView = z
  .object({
    paymentId: id('pay'),
    orderId: id('ord'),
    state: ShipmentState,
    way: z.enum(['express', 'virtual', 'self-pickup']),
    title: z.string(),
    parcel: z.object({ company: z.string(), trackingNo: z.string() }).optional(),
    fulfilledAt: z.string(),
    reports: z.int().describe('reports that WeChat has taken'),
    tries: z.int().describe('fruitless tries of the next one'),
    nextAt: z.string().optional().describe('when it is tried next, or the customer reminded'),
    troubleCode: z.string().optional(),
    reportedAt: z.string().optional(),
    remindedAt: z.string().optional(),
    settledAt: z.string().optional(),
  })
  .meta({ id: 'Shipment' })
export const ShipmentPage = page(ShipmentView)
export const ShipmentQuery = PageQuery.extend({ state: ShipmentState.optional() })
export const ShipmentParams = z.object({ paymentId: id('pay') })
