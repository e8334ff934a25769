/** Identifiers: the names under which a person is seen (identity.md 1). Pure. */

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

/** How an identifier was shown: by WeChat to ourselves, by a proof in the event, or merely mentioned. */
export type Strength = 'proved' | 'verified' | 'suggested'

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
export const HARD_TYPES: readonly IdentifierType[] = ['unionid', 'openid', 'external_userid']

export const isHard = (type: IdentifierType): boolean => HARD_TYPES.includes(type)

export const identifierKey = (type: IdentifierType, scope: string, value: string): IdentifierKey =>
  `${type}:${scope}:${value}`

/** The hard slot of an identifier: a customer has at most one value in it. */
export const slotOf = ({ type, scope }: Pick<SeenIdentifier, 'type' | 'scope'>): string =>
  `${type}:${scope}`

const CARRIER_ORDER: readonly IdentifierType[] = [
  'openid',
  'external_userid',
  'unionid',
  'member_no',
  'phone',
]

/**
 * The one identifier that an event's facts belong to; the others are evidence only (identity.md 1, carrier).
 * Null for an event without identifiers: it has no owner.
 */
export function carrierOf(seen: readonly SeenIdentifier[]): SeenIdentifier | null {
  for (const type of CARRIER_ORDER) {
    const carrier = seen.find((identifier) => identifier.type === type)
    if (carrier !== undefined) {
      return carrier
    }
  }
  return null
}

const FOUNDER_ORDER: readonly IdentifierType[] = [
  'unionid',
  'openid',
  'external_userid',
  'member_no',
  'phone',
]

/** 0 is the strongest founder; the customer with the stronger founder survives a merge. */
export const founderRank = (key: IdentifierKey): number =>
  FOUNDER_ORDER.indexOf(key.slice(0, key.indexOf(':')) as IdentifierType)
