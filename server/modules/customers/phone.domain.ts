/** Phone numbers of mainland China: one spelling, and those that are nobody's (identity.md 1 and 2). Pure. */

const MAINLAND_MOBILE = /^1[3-9]\d{9}$/
/** Numbers of resellers, often bought for one campaign; a hint for people who review, no reason to refuse. */
const VIRTUAL_OPERATOR = /^1(6[257]|7[01])/ // 162, 165, 167, 170, 171
const TAIL_DIGITS = 4

/** Numbers that documents, test tills and forms are full of. An operator-kept list comes on top. */
const TEST_NUMBERS: ReadonlySet<string> = new Set([
  '13800138000',
  '13800138001',
  '13800000000',
  '13900000000',
  '13000000000',
  '18888888888',
])

export type PhoneReading =
  | Readonly<{ ok: true; phone: string; tail: string; isVirtualOperator: boolean }>
  | Readonly<{
      ok: false
      reason: PhoneRule
    }>
export type PhoneRule = 'phone-empty' | 'phone-masked' | 'phone-not-mainland' | 'phone-blocked'

/** Reads a number as people and tills write it: `+86 138-1234 6021`, full-width digits, `0086…`. */
export function readPhone(text: string): PhoneReading {
  // NFKC makes full-width characters plain; the format characters come along when a contact is copied.
  const compact = text.normalize('NFKC').replace(/[\s\-()\p{Cf}]/gu, '')
  if (blockingRuleOf(compact) === 'value-empty') {
    return { ok: false, reason: 'phone-empty' }
  }
  if (/[*x]/i.test(compact)) {
    return { ok: false, reason: 'phone-masked' }
  }
  const phone = compact.replace(/^(\+|00)?86(?=1\d{10}$)/, '')
  if (!MAINLAND_MOBILE.test(phone)) {
    return { ok: false, reason: 'phone-not-mainland' }
  }
  if (TEST_NUMBERS.has(phone) || /^1(\d)\1{9}$/.test(phone)) {
    return { ok: false, reason: 'phone-blocked' }
  }
  const isVirtualOperator = VIRTUAL_OPERATOR.test(phone)
  return { ok: true, phone, tail: phone.slice(-TAIL_DIGITS), isVirtualOperator }
}

/** `138****6021` */
export function maskPhone(phone: string): string {
  return `${phone.slice(0, 3)}****${phone.slice(-TAIL_DIGITS)}`
}

/** Words that forms, exports and programs write where there is nothing. */
const EMPTY_WORDS: ReadonlySet<string> = new Set([
  ...['', '-', '--', '/', '无', '暂无', '空', '未知', '没有'],
  ...['null', '(null)', 'undefined', 'none', 'nil', 'nan', 'n/a', 'na', 'unknown', 'test'],
  ...['true', 'false', '[object object]'],
])

/** Why a value is nobody's, whatever operators say. */
export type ValueRule = 'value-empty' | 'value-repeated'

/** Values of identifiers other than phones that are nobody's: empty words, zeros, all-equal characters. Null: may be somebody's. */
export function blockingRuleOf(value: string): ValueRule | null {
  const text = value.normalize('NFKC').trim().toLowerCase()
  if (EMPTY_WORDS.has(text) || /^0+(\.0+)?$/.test(text)) {
    return 'value-empty'
  }
  return text.length > 3 && /^(.)\1+$/u.test(text) ? 'value-repeated' : null
}

/** Is this value of an identifier other than a phone nobody's by our own rules? */
export const isBlockedValue = (value: string): boolean => blockingRuleOf(value) !== null
