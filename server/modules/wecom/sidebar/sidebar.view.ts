import { z } from 'zod'
import { CustomerDetail, NamedIdentifier } from '../../customers/index.js'

export const SidebarQuery = z.object({ externalUserid: z.string().min(1).max(128) })

const SidebarOrder = z.object({
  orderId: z.string(),
  orderNo: z.string(),
  source: z.string(),
  status: z.string(),
  totalFen: z.int(),
  createdAt: z.string(),
  paidAt: z.string().optional(),
  storeName: z.string().optional(),
  items: z.array(z.object({ name: z.string(), qty: z.int() })),
})

/** The customer of a chat: what the console shows, and what matters beside a conversation. */
export const SidebarCustomer = CustomerDetail.extend({
  relation: CustomerDetail.shape.relations.element
    .nullable()
    .describe('of the staff member who asks; null when they are no contact of theirs'),
  recentOrders: z.array(SidebarOrder),
  canCheckPhone: z.boolean().describe('a code can be sent to a phone of theirs'),
  welcome: z
    .object({
      outcome: z.enum(['sent', 'sent-or-chatting', 'expired', 'failed', 'skipped']),
      at: z.string(),
      latencyMs: z.int(),
    })
    .nullable(),
}).meta({ id: 'SidebarCustomer' })
export type SidebarCustomer = z.output<typeof SidebarCustomer>

/** Why the customer of a chat is one person: for each further identifier the evidence, step by step. */
export const SidebarIdentity = z
  .object({
    items: z.array(
      z.object({
        identifier: NamedIdentifier,
        steps: z.array(z.object({ sentence: z.string(), note: z.string() })),
      }),
    ),
  })
  .meta({ id: 'SidebarIdentity' })
export type SidebarIdentity = z.output<typeof SidebarIdentity>
