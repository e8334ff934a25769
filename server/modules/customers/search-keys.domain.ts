import { readPhone } from './phone.domain.js'
import type { SeenIdentifier } from './identifier.domain.js'

/** Keys by which the quick search finds a customer: exact matches on an index, never a scan. Pure. */

const MAX_NAME_CHARS = 20

/** Every character and every pair of neighbours of a name, lower case: finds any part of it. */
export function nameKeysOf(name: string | undefined): string[] {
  const characters = [...(name ?? '').toLowerCase().replace(/\s+/g, '')].slice(0, MAX_NAME_CHARS)
  const pairs = characters.slice(1).map((character, index) => `${characters[index]}${character}`)
  return [...new Set([...characters, ...pairs])]
}

/** The keys that a searched part of a name must all have. */
export function nameQueryKeys(part: string): string[] {
  const keys = nameKeysOf(part)
  const pairs = keys.filter((key) => [...key].length === 2)
  return pairs.length > 0 ? pairs : keys
}

const tailKey = (tail: string): string => `tail:${tail}`
const memberKey = (value: string): string => `member:${value.toLowerCase()}`

/** The key of a phone's last digits or of a member number; other identifiers are not searched for. */
export function searchKeyOf({ type, value, phoneTail }: SeenIdentifier): string | undefined {
  if (type === 'phone') {
    return phoneTail === undefined ? undefined : tailKey(phoneTail)
  }
  return type === 'member_no' ? memberKey(value) : undefined
}

export type Search =
  | Readonly<{ by: 'id'; customerId: string }>
  | Readonly<{ by: 'phone'; phone: string }>
  /** Perhaps a member number or a tail; if nobody has it, part of a name. */
  | Readonly<{ by: 'text'; searchKeys: readonly string[]; nameKeys: readonly string[] }>

/** What the text in the search field may mean: an id, a full number, its last four digits, a card, part of a name. */
export function readSearch(text: string): Search {
  const compact = text.trim()
  if (compact.startsWith('cus_')) {
    return { by: 'id', customerId: compact }
  }
  const reading = readPhone(compact)
  if (reading.ok) {
    return { by: 'phone', phone: reading.phone }
  }
  // `6021`, or a mask as screens show it: `138****6021`
  const [, tail] = /^(?:\d{3}\*{4})?(\d{4})$/.exec(compact) ?? []
  const searchKeys = [memberKey(compact), ...(tail === undefined ? [] : [tailKey(tail)])]
  return { by: 'text', searchKeys, nameKeys: nameQueryKeys(compact) }
}
