import { z } from 'zod'
import { page, PageQuery } from '../../../platform/wire/index.js'

/** Values that are nobody's: the list that operators keep, and what the rules of ours have met. */

const IdentifierType = z.enum(['unionid', 'openid', 'external_userid', 'phone', 'member_no'])
const Reason = z.enum(['store-phone', 'staff-phone', 'shared-card', 'test', 'other'])
const Rule = z.enum([
  'value-empty',
  'value-repeated',
  'phone-empty',
  'phone-masked',
  'phone-not-mainland',
  'phone-blocked',
])

const text = (max: number) => z.string().trim().min(1).max(max)

const Actor = z.object({ operatorId: z.string(), name: z.string() })
export const BlockedValueView = z
  .object({
    key: z.string(),
    type: IdentifierType,
    scope: z.string(),
    value: z.string().describe('a phone is masked'),
    reason: Reason,
    note: z.string(),
    addedBy: Actor,
    addedAt: z.string(),
    hits: z.int().describe('of the last 30 days'),
    lastHitOn: z.string().nullable().describe('business day'),
    waiting: z.int().describe('facts that come home when it is taken off; counted up to 1,000'),
  })
  .meta({ id: 'BlockedValue' })
export type BlockedValueView = z.output<typeof BlockedValueView>

export const BlockedQuery = PageQuery
export const BlockedPage = page(BlockedValueView)
export const BlockedParams = z.object({ key: text(300) })

export const NewBlockedValue = z
  .strictObject({
    type: IdentifierType,
    value: text(128),
    scope: text(64)
      .optional()
      .describe('needed for a member number (its source) and an openid (its appid)'),
    reason: Reason,
    note: z.string().trim().max(200).default(''),
  })
  .refine((body) => body.scope !== undefined || !['member_no', 'openid'].includes(body.type), {
    path: ['scope'],
    message: 'a member number needs its source, an openid its appid',
  })
export type NewBlockedValue = z.output<typeof NewBlockedValue>

export const RemoveBlocked = z.strictObject({ reason: text(200) })

export const BlockedRules = z.object({
  rules: z.array(z.object({ rule: Rule, hits: z.int(), lastHitOn: z.string().nullable() })),
  days: z
    .array(z.object({ day: z.string(), storeCode: z.string(), count: z.int() }))
    .describe('facts without owner of the last 30 days'),
})
