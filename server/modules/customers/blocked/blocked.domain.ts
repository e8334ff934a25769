import type { IdentifierKey, SeenIdentifier } from '../identifier.domain.js'
import type { PhoneRule, ValueRule } from '../phone.domain.js'

/**
 * Values that are nobody's (identity.md 2): by rules of ours, and by a list that operators keep. Pure.
 */

export const BLOCK_RULES = [
  'value-empty',
  'value-repeated',
  'phone-empty',
  'phone-masked',
  'phone-not-mainland',
  'phone-blocked',
] as const satisfies readonly (ValueRule | PhoneRule)[]
export type BlockRule = (typeof BLOCK_RULES)[number]

/** What hits are counted under: a value of the operators' list, or a rule of ours. */
export type HitKey = IdentifierKey | `rule:${BlockRule}`

/** One blocked value of an event. */
export type BlockedIdentifier = Readonly<{
  hitKey: HitKey
  /** For values of the operators' list: what it is again once the value is taken off the list. */
  identifier?: SeenIdentifier
}>

export const byRule = (rule: BlockRule): BlockedIdentifier => ({ hitKey: `rule:${rule}` })

export const BLOCK_REASONS = ['store-phone', 'staff-phone', 'shared-card', 'test', 'other'] as const
export type BlockReason = (typeof BLOCK_REASONS)[number]

/**
 * The key under which a value is listed: that of its identifier. A phone is listed once, also for tills whose phones are
 * apart from the others (`phone@source`).
 */
export function listKeyOf({ key, type, scope }: Pick<SeenIdentifier, 'key' | 'type' | 'scope'>) {
  if (type !== 'phone') {
    return key
  }
  const index = key.slice(`phone:${scope}:`.length)
  return `phone:cn:${index}` as IdentifierKey
}
