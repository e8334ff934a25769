import { z } from 'zod'

/** Shapes of the mini-program's own routes about its customer. */

const text = (max: number) => z.string().trim().min(1).max(max)

export const MiniLogIn = z.strictObject({ code: text(200) })
export const MiniSession = z
  .object({
    token: z.string(),
    expiresAt: z.string(),
    openid: z.string(),
    customer: z.object({
      name: z.string().optional(),
      phoneMasked: z.string().optional(),
      isNew: z.boolean(),
    }),
  })
  .meta({ id: 'MiniSession' })
export const MiniConfig = z.object({
  brandName: z.string(),
  appId: z.string(),
  sandbox: z.object({ url: z.string() }).nullable(),
})
export const MiniMe = z.object({
  openid: z.string(),
  name: z.string().optional(),
  avatar: z.string().optional(),
  phoneMasked: z.string().optional().describe('only while the consent holds'),
  ordersPaid: z.int(),
})
export const BindPhone = z.strictObject({
  code: text(200),
  consent: z.strictObject({
    version: text(20).describe('which text the customer agreed to'),
    text: text(500),
  }),
})
export const BoundPhone = z.object({ phoneMasked: z.string() })
