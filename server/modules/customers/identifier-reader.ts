import type { PiiCipher } from '../../platform/crypto/index.js'
import { byRule, listKeyOf, type BlockedIdentifier } from './blocked/blocked.domain.js'
import type { WireIdentifiers } from './identifiers.contract.js'
import {
  identifierKey,
  type IdentifierKey,
  type IdentifierType,
  type SeenIdentifier,
  type Strength,
} from './identifier.domain.js'
import { blockingRuleOf, readPhone, type PhoneReading } from './phone.domain.js'

type Deps = Readonly<{
  cipher: PiiCipher
  /** The blind index of a phone number. */
  phoneIndex(phone: string): string
  /** Open-platform account of unionids that come without a scope. */
  unionidScope: string
  corpId: string
  /** Is this value on the list that operators keep? */
  isBlocked?(key: IdentifierKey): boolean
  /** What the rules in force say of a source; undefined: what the key said that brought the event. */
  trustOf?(source: string): boolean | undefined
}>

/** Who says it, and whether its key is trusted: whether it is believed is a rule, applied when resolving. */
type Speaker = Readonly<{ source: string; isTrusted: boolean }>

/** What an event names, apart from what is nobody's. */
export type IdentifierReading = Readonly<{
  seen: readonly SeenIdentifier[]
  blocked: readonly BlockedIdentifier[]
}>

export const PHONE_SCOPE = 'cn'
const NOBODY = () => false
const UNDECIDED = () => undefined

type Named = Readonly<{ scope: string; value: string | undefined; strength: Strength }>
type Numbered = Readonly<{ scope: string; strength: Strength }>

export type IdentifierReader = ReturnType<typeof identifierReader>

/** Turns the identifiers of the wire into keys. Blocked values are never identifiers: they are told apart. */
export function identifierReader(deps: Deps) {
  const { cipher, phoneIndex, unionidScope, corpId, isBlocked = NOBODY, trustOf = UNDECIDED } = deps

  const judged = (identifier: SeenIdentifier): IdentifierReading => {
    const hitKey = listKeyOf(identifier)
    return isBlocked(hitKey)
      ? { seen: [], blocked: [{ hitKey, identifier }] }
      : { seen: [identifier], blocked: [] }
  }

  function named(type: IdentifierType, { scope, value, strength }: Named): IdentifierReading {
    if (value === undefined) {
      return NOTHING
    }
    const rule = blockingRuleOf(value)
    return rule === null
      ? judged({ key: identifierKey(type, scope, value), type, scope, value, strength })
      : { seen: [], blocked: [byRule(rule)] }
  }

  type Number = Extract<PhoneReading, { ok: true }>
  const numberOf = ({ phone, tail }: Number, { scope, strength }: Numbered): SeenIdentifier => {
    const key = identifierKey('phone', scope, phoneIndex(phone))
    return { key, type: 'phone', scope, value: cipher.encrypt(phone), phoneTail: tail, strength }
  }

  /** `scope` is `cn`, or `cn@source` for an untrusted till. */
  function phone(text: string, numbered: Numbered): IdentifierReading {
    const reading = readPhone(text)
    return reading.ok
      ? judged(numberOf(reading, numbered))
      : { seen: [], blocked: [byRule(reading.reason)] }
  }

  const proved = (type: IdentifierType, scope: string, value: string | undefined) => [
    ...named(type, { scope, value, strength: 'proved' }).seen,
  ]

  /** Identifiers of an open API event, as they were said; how far that is believed is judged later (contract.md 4). */
  function readAll(ids: WireIdentifiers, { source, isTrusted }: Speaker): IdentifierReading {
    const strength = 'verified'
    const { unionid, openid, externalUserid, memberNo, appid = '' } = ids
    const others = together([
      named('unionid', { scope: ids.unionidScope ?? unionidScope, value: unionid, strength }),
      named('openid', { scope: appid, value: openid, strength }),
      named('external_userid', { scope: ids.corpId ?? corpId, value: externalUserid, strength }),
      named('member_no', { scope: source, value: memberNo, strength }),
    ])
    if (ids.phone === undefined) {
      return others
    }
    // A phone-only fact of an untrusted till stays with that till until an operator says otherwise.
    const isAloneAndUntrusted = others.seen.length === 0 && !(trustOf(source) ?? isTrusted)
    const isProof = ids.phoneVerified === true || ids.phoneVerifiedAt !== undefined
    const number = phone(ids.phone, {
      scope: isAloneAndUntrusted ? `${PHONE_SCOPE}@${source}` : PHONE_SCOPE,
      strength: isProof ? 'verified' : 'suggested',
    })
    return together([others, number])
  }

  return {
    /** Keys of what WeChat itself told us. */
    openid: (openid: string, appid: string) => proved('openid', appid, openid),
    unionid: (unionid: string | undefined, scope: string = unionidScope) =>
      proved('unionid', scope, unionid),
    externalUserid: (externalUserid: string, corp: string = corpId) =>
      proved('external_userid', corp, externalUserid),
    /** A phone that its holder has just proved: WeChat gave it, or a code was sent to it. */
    provedPhone: (text: string): IdentifierReading =>
      phone(text, { strength: 'verified', scope: PHONE_SCOPE }),
    /** The key by which a phone number is found, blocked or not; null when it cannot be one. */
    phoneKey(text: string): IdentifierKey | null {
      const reading = readPhone(text)
      return reading.ok ? identifierKey('phone', PHONE_SCOPE, phoneIndex(reading.phone)) : null
    },
    /** A number as an identifier, on the list or not; null when it cannot be anybody's. */
    plainPhone(text: string): SeenIdentifier | null {
      const reading = readPhone(text)
      return reading.ok ? numberOf(reading, { scope: PHONE_SCOPE, strength: 'suggested' }) : null
    },
    /** Is one that was read before on the list now? */
    judge: judged,
    readAll,
    read: (ids: WireIdentifiers, speaker: Speaker): readonly SeenIdentifier[] =>
      readAll(ids, speaker).seen,
  }
}

const NOTHING: IdentifierReading = { seen: [], blocked: [] }

function together(readings: readonly IdentifierReading[]): IdentifierReading {
  const [first = NOTHING, ...others] = readings.filter((reading) => reading !== NOTHING)
  return others.length === 0
    ? first
    : {
        seen: [first, ...others].flatMap(({ seen }) => seen),
        blocked: [first, ...others].flatMap(({ blocked }) => blocked),
      }
}
