import { createHash } from 'node:crypto'
import type { Id, IdPrefix } from './index.js'

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const CHARS = 22 // 110 bits: no two causes meet by chance
const BITS_PER_CHAR = 5n

/**
 * The id of what has a name of its own outside: always the same for the same parts, so that the primary key itself is
 * the guard that it exists once. `derivedId('ord', 'pos-1', 'A17')` is order A17 of that till.
 */
export function derivedId<Prefix extends IdPrefix>(
  prefix: Prefix,
  ...parts: readonly string[]
): Id<Prefix> {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest()
  let bits = BigInt(`0x${digest.subarray(0, 16).toString('hex')}`)
  let text = ''
  for (let i = 0; i < CHARS; i += 1) {
    text += ALPHABET.charAt(Number(bits & 31n))
    bits >>= BITS_PER_CHAR
  }
  return `${prefix}_${text}`
}
