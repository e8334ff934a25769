import { valueOfKey } from './personal-data.js'

/** Tells whether a text speaks of somebody. */
export type Mentions = (text: string) => boolean

const HARD = /^(?:unionid|openid|external_userid):/
const MOBILE = /(?<!\d)(?:\+?86[- ]?)?(1[3-9]\d[- ]?\d{4}[- ]?\d{4})(?!\d)/g

/**
 * Looks for the identifiers of a person in stored payloads: ids of WeChat as whole words, member numbers as a field of an
 * event, phones by the blind index of every number in the text, and identifier keys as such.
 */
export function mentionsOf(
  identifierKeys: readonly string[],
  phoneIndex: (phone: string) => string,
): Mentions {
  const ids = identifierKeys.filter((key) => HARD.test(key)).map(valueOfKey)
  const cards = identifierKeys
    .filter((key) => key.startsWith('member_no:'))
    .map((key) => `"memberNo":${JSON.stringify(valueOfKey(key))}`)
  const phones = new Set(
    identifierKeys.filter((key) => key.startsWith('phone:')).map((key) => valueOfKey(key)),
  )
  const words =
    ids.length === 0 ? null : new RegExp(`(?<![\\w-])(?:${ids.map(plain).join('|')})(?![\\w-])`)
  const numbersIn = (text: string) =>
    [...text.matchAll(MOBILE)].map(([, number = '']) => number.replace(/\D/g, ''))
  return (text) =>
    words?.test(text) === true ||
    [...cards, ...identifierKeys].some((part) => text.includes(part)) ||
    (phones.size > 0 && numbersIn(text).some((number) => phones.has(phoneIndex(number))))
}

const plain = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
