import { z } from 'zod'
import { NewOrder, ShopOrderView } from './orders.contract.js'

/** An order that a member of staff places for the customer in front of them. */
export const NewAssistedOrder = NewOrder.extend({
  externalUserid: z.string().min(1).max(64).describe('whose chat it is'),
}).meta({ id: 'NewAssistedOrder' })

/** What the customer scans to pay. */
export const PayCode = z
  .object({
    codeUrl: z.string(),
    picture: z.string().describe('the code as an SVG picture'),
    expiresAt: z.string(),
  })
  .meta({ id: 'PayCode' })

export const AssistedOrder = z
  .object({ order: ShopOrderView, placedBy: z.string() })
  .meta({ id: 'AssistedOrder' })
