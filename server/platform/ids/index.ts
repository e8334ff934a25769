import { z } from 'zod'
import { fewRandomBytes } from '../random/index.js'

export { derivedId } from './derived-id.js'

/** Every kind of id of the product, by prefix. The one list. */
const PREFIXES = {
  cus: 'customer',
  dec: 'identity decision',
  evt: 'outbox event',
  ibx: 'inbox event, where the source gives no key',
  evd: 'evidence',
  tml: 'timeline entry',
  opr: 'operator',
  ses: 'operator session',
  aud: 'audit entry',
  key: 'open API key',
  chn: 'channel code',
  rel: 'contact relation',
  wlc: 'welcome delivery',
  prd: 'product',
  sku: 'stock keeping unit',
  pic: 'picture',
  ord: 'order',
  pay: 'payment',
  rfd: 'refund',
  inc: 'incident',
  trf: 'transfer of the ledger',
  hld: 'stock hold',
  sjr: 'line of the stock journal',
  run: 'job run',
  rec: 'reconciliation round',
  str: 'store',
  prc: 'price that a till and the mini-program disagree about',
  chk: 'check of a phone by a code',
  ers: 'erasure of a person',
  imp: 'import',
  vch: 'voucher',
  rdm: 'redemption of a voucher',
  viw: 'saved view of the customers',
  cpt: 'template of coupons',
  cpn: 'coupon',
} as const

export type IdPrefix = keyof typeof PREFIXES
export type Id<Prefix extends IdPrefix> = `${Prefix}_${string}`

// Crockford base32, lower case: no i, l, o, u, so that a person can read an id aloud.
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const TIME_CHARS = 10 // 50 bits of milliseconds
const RANDOM_CHARS = 12 // 60 bits
const LAST_5_BITS = 31

/** A new id, 26 characters in all (fits `out_trade_no`, 32), sortable by the millisecond it was made in. */
export function newId<Prefix extends IdPrefix>(prefix: Prefix): Id<Prefix> {
  return `${prefix}_${timePart(Date.now())}${randomPart()}`
}

const ID_PATTERN = `_[${ALPHABET}]{${TIME_CHARS + RANDOM_CHARS}}$`

/** The zod schema of an id with this prefix. */
export function id<Prefix extends IdPrefix>(prefix: Prefix) {
  const pattern = new RegExp(`^${prefix}${ID_PATTERN}`)
  return z
    .custom<Id<Prefix>>(
      (value) => typeof value === 'string' && pattern.test(value),
      `expected an id ${prefix}_… of 26 characters`,
    )
    .meta({
      type: 'string',
      description: PREFIXES[prefix],
      example: `${prefix}_01jd3v9yq8c5w2m4k7n6p1`,
    })
}

function timePart(ms: number): string {
  let rest = ms
  let text = ''
  for (let i = 0; i < TIME_CHARS; i += 1) {
    text = ALPHABET.charAt(rest % ALPHABET.length) + text
    rest = Math.floor(rest / ALPHABET.length)
  }
  return text
}

function randomPart(): string {
  let text = ''
  for (const byte of fewRandomBytes(RANDOM_CHARS)) {
    text += ALPHABET.charAt(byte & LAST_5_BITS)
  }
  return text
}
