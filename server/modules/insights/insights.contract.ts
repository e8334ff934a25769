import { z } from 'zod'
import { CustomerRow } from '../customers/customers.contract.js'
import { OrderRow } from '../orders/orders.contract.js'

const Series = z.array(z.object({ day: z.string(), value: z.number() }))

export const WorkbenchQuery = z.object({
  days: z.coerce
    .number()
    .pipe(z.union([z.literal(7), z.literal(30)]))
    .default(30),
})

export const Workbench = z
  .object({
    asOf: z.string(),
    poolSize: z.object({
      value: z.int(),
      change: z.int(),
      series: Series,
      added: z.int(),
      lost: z.int(),
    }),
    repurchaseRate: z.object({
      value: z.number().nullable().describe('0 to 1; null without a buyer'),
      change: z.number().nullable(),
      series: Series,
      buyers: z.int(),
      repeatBuyers: z.int(),
    }),
    averageOrder: z.object({
      valueFen: z.int().nullable(),
      changeFen: z.int().nullable(),
      series: Series,
      netFen: z.int(),
      orders: z.int(),
      perBuyerFen: z.int().nullable(),
    }),
    newToday: z.object({ count: z.int() }),
    ordersToday: z.object({ count: z.int(), paidFen: z.int() }),
    events: z.object({
      pending: z.int(),
      dead: z.int(),
      waiting: z.int(),
      lastReceivedAt: z.string().nullable(),
      healthy: z.boolean(),
    }),
    needsPerson: z.array(
      z.object({
        kind: z.string(),
        count: z.int(),
        title: z.string(),
        detail: z.string(),
        link: z.string(),
      }),
    ),
    recentCustomers: z.array(CustomerRow),
    recentOrders: z.array(OrderRow),
  })
  .meta({ id: 'Workbench' })
export type Workbench = z.infer<typeof Workbench>
