import { z } from 'zod'
import { id } from '../../platform/ids/index.js'
import { page, PageQuery } from '../../platform/wire/index.js'
import { RefundView } from '../payments/refunds/refunds.contract.js'

/** A refund with the order that it is of. */
export const RefundRow = RefundView.extend({
  maySendNow: z.boolean().describe('waits for a pause that an operator may shorten'),
  order: z
    .object({
      orderId: id('ord'),
      orderNo: z.string(),
      storeName: z.string().optional(),
      customer: z.object({ customerId: z.string(), name: z.string().optional() }).optional(),
    })
    .optional(),
}).meta({ id: 'RefundRow' })
export const RefundPage = page(RefundRow)

export const RefundListQuery = PageQuery.extend({
  group: z
    .enum(['needs-person', 'retrying', 'accepted', 'ended-today', 'all'])
    .default('all')
    .describe('who moves next; ended-today: reached the customer, by that moment'),
})
