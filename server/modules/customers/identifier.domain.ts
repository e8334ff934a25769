import { isStronger, type Strength } from './strength.domain.js'

/** Identifiers: the names under which a person is seen (identity.md 1). Pure. */

export type { Strength } from './strength.domain.js'

export const IDENTIFIER_TYPES = [
  'unionid',
  'openid',
  'external_userid',
  'phone',
  'member_no',
] as const
export type IdentifierType = (typeof IDENTIFIER_TYPES)[number]

/** `type:scope:value`; for a phone the value is its blind index, so a key never shows a number. Never changes. */
export type IdentifierKey = `${IdentifierType}:${string}:${string}`

export type SeenIdentifier = Readonly<{
  key: IdentifierKey
  type: IdentifierType
  /** Open-platform account, appid, corpid, `cn` or the source. */
  scope: string
  /** In clear; for a phone, encrypted. */
  value: string
  /** Phones only: the last four digits, in clear as every mask shows them. */
  phoneTail?: string
  strength: Strength
}>

/** Two of these of one type and scope are never one person. */
const HARD_TYPES: readonly IdentifierType[] = ['unionid', 'openid', 'external_userid']

export const isHard = (type: IdentifierType): boolean => HARD_TYPES.includes(type)

export const identifierKey = (type: IdentifierType, scope: string, value: string): IdentifierKey =>
  `${type}:${scope}:${value}`

export const typeOfKey = (key: IdentifierKey): IdentifierType =>
  key.slice(0, key.indexOf(':')) as IdentifierType

const CARRIER_ORDER: readonly IdentifierType[] = [
  'openid',
  'external_userid',
  'unionid',
  'member_no',
  'phone',
]

const carrierRank = ({ type }: SeenIdentifier): number => CARRIER_ORDER.indexOf(type)

/** The identifiers, the one that carries facts first. */
export const inCarrierOrder = (seen: readonly SeenIdentifier[]): SeenIdentifier[] =>
  seen.toSorted((a, b) => carrierRank(a) - carrierRank(b))

/**
 * The one identifier that an event's facts belong to; the others are evidence only (identity.md 1, carrier).
 * Null for an event without identifiers: it has no owner.
 */
export function carrierOf(seen: readonly SeenIdentifier[]): SeenIdentifier | null {
  let first: SeenIdentifier | null = null
  for (const one of seen) {
    first = first === null || carrierRank(one) < carrierRank(first) ? one : first
  }
  return first
}

const FOUNDER_ORDER: readonly IdentifierType[] = [
  'unionid',
  'openid',
  'external_userid',
  'member_no',
  'phone',
]

/** 0 is the strongest founder; the customer with the stronger founder survives a merge. */
export const founderRank = (key: IdentifierKey): number => FOUNDER_ORDER.indexOf(typeOfKey(key))

/** A staff member's remark may hold several phones; pairs grow with the square. */
const MAX_SEEN = 20

/** Each identifier once, as sure as it was shown at best, in a stable order. */
export function distinct(seen: readonly SeenIdentifier[]): SeenIdentifier[] {
  const byKey = new Map<IdentifierKey, SeenIdentifier>()
  for (const identifier of seen) {
    const before = byKey.get(identifier.key)
    if (before === undefined || isStronger(identifier.strength, before.strength)) {
      byKey.set(identifier.key, identifier)
    }
  }
  return inCarrierOrder([...byKey.values()]).slice(0, MAX_SEEN)
}
