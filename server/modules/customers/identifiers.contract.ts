import { z } from 'zod'
import { timestamp } from '../../platform/wire/index.js'

/** What open API events say about who they are about. */

const text = (max: number) => z.string().min(1).max(max)

/** An event names a person with one value of each kind; what else it sends is told back in a bounded sentence. */
const MAX_NAMED = 5
const unknownFields = (issue: { code?: string; keys?: unknown }) => {
  const keys = Array.isArray(issue.keys) ? issue.keys.map(String) : []
  const more = keys.length > MAX_NAMED ? ` and ${keys.length - MAX_NAMED} more` : ''
  return issue.code === 'unrecognized_keys'
    ? `one value for each of the known identifiers; unknown: ${keys.slice(0, MAX_NAMED).join(', ')}${more}`
    : undefined
}

/** Identifiers as other systems write them (contract.md 4). */
export const WireIdentifiers = z
  .strictObject(
    {
      unionid: text(128).optional(),
      unionidScope: text(64).optional(),
      openid: text(128).optional(),
      appid: text(64).optional(),
      externalUserid: text(128).optional(),
      corpId: text(64).optional(),
      phone: text(40).optional(),
      phoneVerified: z
        .boolean()
        .optional()
        .describe('true: the number was proved in this very event'),
      phoneVerifiedAt: timestamp.optional().describe('an earlier proof'),
      memberNo: text(128).optional(),
    },
    { error: unknownFields },
  )
  .refine((ids) => ids.openid === undefined || ids.appid !== undefined, {
    path: ['appid'],
    message: 'an openid needs its appid',
  })
  .meta({ id: 'Identifiers' })
export type WireIdentifiers = z.infer<typeof WireIdentifiers>

/** An open API event as the pipeline hands it to steps. */
export const OpenEvent = z.object({
  id: z.string(),
  source: z.string(),
  isTrusted: z.boolean(),
  identifiers: WireIdentifiers,
  data: z.record(z.string(), z.unknown()),
})
export type OpenEvent = z.infer<typeof OpenEvent>
