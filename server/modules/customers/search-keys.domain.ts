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

/** Phone tails and member numbers of an event. */
export function claimKeysOf(seen: readonly SeenIdentifier[]): string[] {
  return seen.flatMap(({ type, value, phoneTail }) => {
    if (type === 'phone' && phoneTail !== undefined) {
      return [`tail:${phoneTail}`]
    }
    return type === 'member_no' ? [`member:${value.toLowerCase()}`] : []
  })
}
