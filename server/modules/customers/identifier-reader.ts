import type { PiiCipher } from '../../platform/crypto/index.js'
import type { WireIdentifiers } from './identifiers.contract.js'
import {
  identifierKey,
  type IdentifierKey,
  type IdentifierType,
  type SeenIdentifier,
  type Strength,
} from './identifier.domain.js'
import { isBlockedValue, readPhone } from './phone.domain.js'

type Deps = Readonly<{
  cipher: PiiCipher
  /** The blind index of a phone number. */
  phoneIndex(phone: string): string
  /** Open-platform account of unionids that come without a scope. */
  unionidScope: string
  corpId: string
}>

/** Who says it: for an untrusted source everything is only a suggestion. */
type Speaker = Readonly<{ source: string; isTrusted: boolean }>

export const PHONE_SCOPE = 'cn'

export type IdentifierReader = ReturnType<typeof identifierReader>

/** Turns the identifiers of the wire into keys. Blocked values are never identifiers: they are left out. */
export function identifierReader({ cipher, phoneIndex, unionidScope, corpId }: Deps) {
  const seen = (
    type: IdentifierType,
    { scope, value, strength }: { scope: string; value: string | undefined; strength: Strength },
  ): SeenIdentifier[] =>
    value === undefined || isBlockedValue(value)
      ? []
      : [{ key: identifierKey(type, scope, value), type, scope, value, strength }]

  /** A phone with its key; null for a number that is nobody's. `scope` is `cn`, or `cn@source` for an untrusted till. */
  function phone(
    text: string,
    { strength, scope }: { strength: Strength; scope: string },
  ): SeenIdentifier | null {
    const reading = readPhone(text)
    if (!reading.ok) {
      return null
    }
    const key = identifierKey('phone', scope, phoneIndex(reading.phone))
    return {
      key,
      type: 'phone',
      scope,
      value: cipher.encrypt(reading.phone),
      phoneTail: reading.tail,
      strength,
    }
  }

  return {
    /** Keys of what WeChat itself told us. */
    openid: (openid: string, appid: string) =>
      seen('openid', { scope: appid, value: openid, strength: 'proved' }),
    unionid: (unionid: string | undefined, scope: string = unionidScope) =>
      seen('unionid', { scope, value: unionid, strength: 'proved' }),
    externalUserid: (externalUserid: string, corp: string = corpId) =>
      seen('external_userid', { scope: corp, value: externalUserid, strength: 'proved' }),
    provedPhone: (text: string) => phone(text, { strength: 'verified', scope: PHONE_SCOPE }),
    /** The key by which a phone number is found; null when it cannot be one. */
    phoneKey: (text: string): IdentifierKey | null =>
      phone(text, { strength: 'suggested', scope: PHONE_SCOPE })?.key ?? null,

    /** Identifiers of an open API event, with how sure each one is (contract.md 4, trust). */
    read(ids: WireIdentifiers, { source, isTrusted }: Speaker): SeenIdentifier[] {
      const said: Strength = isTrusted ? 'verified' : 'suggested'
      const isProof = ids.phoneVerified === true || ids.phoneVerifiedAt !== undefined
      const others = [
        ...seen('unionid', {
          scope: ids.unionidScope ?? unionidScope,
          value: ids.unionid,
          strength: said,
        }),
        ...seen('openid', { scope: ids.appid ?? '', value: ids.openid, strength: said }),
        ...seen('external_userid', {
          scope: ids.corpId ?? corpId,
          value: ids.externalUserid,
          strength: said,
        }),
        ...seen('member_no', { scope: source, value: ids.memberNo, strength: said }),
      ]
      if (ids.phone === undefined) {
        return others
      }
      // A phone-only fact of an untrusted till stays with that till until an operator says otherwise.
      const isAloneAndUntrusted = others.length === 0 && !isTrusted
      const scope = isAloneAndUntrusted ? `${PHONE_SCOPE}@${source}` : PHONE_SCOPE
      const strength = isTrusted && isProof ? 'verified' : 'suggested'
      const number = phone(ids.phone, { strength, scope })
      return number === null ? others : [...others, number]
    },
  }
}
