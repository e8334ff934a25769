import { z } from 'zod'
import { id } from '../../../platform/ids/index.js'
import { page, PageQuery } from '../../../platform/wire/index.js'

const MAX_STAFF = 1
const MAX_WELCOME_CHARS = 1_000

const name = z.string().trim().min(1).max(30)
/** WeCom takes 4,000 bytes; names are filled in. */
const welcomeText = z
  .string()
  .trim()
  .max(MAX_WELCOME_CHARS)
  .describe('may hold {顾客} and {导购}; empty: the default text')

export const NewChannelCode = z
  .strictObject({
    name,
    userids: z.array(z.string().min(1).max(64)).length(MAX_STAFF),
    skipVerify: z.boolean().default(true),
    welcomeText: welcomeText.default(''),
  })
  .meta({ id: 'NewChannelCode' })
export type NewChannelCode = z.output<typeof NewChannelCode>

export const ChannelCodePatch = z
  .strictObject({ name: name.optional(), welcomeText: welcomeText.optional() })
  .refine((patch) => Object.keys(patch).length > 0, 'change something')
  .meta({ id: 'ChannelCodePatch' })
export type ChannelCodePatch = z.output<typeof ChannelCodePatch>

export const ChannelCodeParams = z.object({ channelCodeId: id('chn') })

/** Made by the client for one intention: the same key with the same body is the same code. */
export const ChannelCodeHeaders = z.object({
  'idempotency-key': z.string().regex(/^[0-9A-Za-z_-]{8,64}$/, '8 to 64 letters or digits'),
})

export const ChannelCodeView = z
  .object({
    channelCodeId: id('chn'),
    name: z.string(),
    staff: z.array(z.object({ userid: z.string(), name: z.string() })),
    storeName: z.string().optional(),
    state: z.string().describe('the token that comes back with every contact of this code'),
    qrCodeUrl: z.string().describe('picture, from this server'),
    status: z.enum(['ready', 'creating', 'failed']),
    welcomeText: z.string(),
    createdAt: z.string(),
    added: z.int(),
    lost: z.int(),
    net: z.int(),
  })
  .meta({ id: 'ChannelCode' })
export type ChannelCodeView = z.output<typeof ChannelCodeView>

export const ChannelCodePage = page(ChannelCodeView)
export const ChannelCodeQuery = PageQuery
