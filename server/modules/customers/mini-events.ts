import { z } from 'zod'

/** Inbox events that the mini-program's own routes leave behind, worked like any other event. */

export const MINI_SOURCE = 'mini'

/** A log-in: the openid and, when WeChat gave one, the unionid that belongs to it. */
export const CustomerLoggedIn = z.object({
  type: z.literal('customer.logged-in'),
  openid: z.string(),
  appid: z.string(),
  unionid: z.string().optional(),
  unionidScope: z.string(),
})

/** A phone number that WeChat gave us with the customer's consent. The payload is stored encrypted. */
export const PhoneAuthorised = z.object({
  type: z.literal('customer.phone-authorised'),
  openid: z.string(),
  appid: z.string(),
  phone: z.string(),
})

export const MiniEvent = z.discriminatedUnion('type', [CustomerLoggedIn, PhoneAuthorised])
export type MiniEvent = z.infer<typeof MiniEvent>

export const isMiniEvent = (type: string): boolean =>
  MiniEvent.options.some((option) => option.shape.type.value === type)
