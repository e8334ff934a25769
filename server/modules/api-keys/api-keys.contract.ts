import { z } from 'zod'
import { id } from '../../platform/ids/index.js'
import { page, PageQuery, timestamp } from '../../platform/wire/index.js'

const MAX_SOURCES = 50

/** What a key of the open API may be allowed to do. */
export const ApiKeyScope = z.enum([
  'events:write',
  'customers:read',
  'phones:read',
  'inbox:read',
  'vouchers:redeem',
])

const source = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'letters, digits, dot, dash and underscore')

export const NewApiKey = z.strictObject({
  name: z.string().trim().min(1).max(40),
  scopes: z
    .array(ApiKeyScope)
    .min(1)
    .transform((scopes) => [...new Set(scopes)]),
  trusted: z
    .boolean()
    .default(false)
    .describe('what it says about identifiers joins customers; else it only suggests'),
  sources: z
    .array(source)
    .min(1)
    .max(MAX_SOURCES)
    .nullable()
    .default(null)
    .describe('sources that it may speak for; null: any'),
})
export type NewApiKey = z.output<typeof NewApiKey>

export const ApiKeyView = z
  .object({
    apiKeyId: id('key'),
    name: z.string(),
    tail: z.string().describe('the last four characters, to tell keys apart'),
    scopes: z.array(ApiKeyScope),
    trusted: z.boolean(),
    sources: z.array(z.string()).nullable(),
    state: z.enum(['live', 'revoked']),
    createdAt: timestamp,
    createdBy: z.string(),
    lastUsedAt: timestamp.nullable().describe('exact to a minute'),
    revokedAt: timestamp.nullable(),
  })
  .meta({ id: 'ApiKey' })
export const MadeApiKey = ApiKeyView.extend({
  key: z.string().describe('shown this once; only its hash is stored'),
}).meta({ id: 'MadeApiKey' })
export const ApiKeyList = page(ApiKeyView)
export const ApiKeyQuery = PageQuery
export const ApiKeyParams = z.object({ apiKeyId: id('key') })
