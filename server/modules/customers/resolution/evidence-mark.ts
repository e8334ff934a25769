import { sha256Hex } from '../../../platform/crypto/index.js'
import type { IdentifierKey } from '../identifier.domain.js'
import type { StoredLink } from '../links.domain.js'

const MARK_CHARS = 32

/**
 * Names the evidence between these identifiers: who was seen with whom, in what way and by which source, but not how
 * often. So the hundredth order of a till is no news, and the first claim from somewhere else is. Pure; `links` may be
 * more than those between them, in any order.
 */
export function evidenceMark(
  keys: readonly IdentifierKey[],
  links: readonly Pick<StoredLink, '_id' | 'a' | 'b'>[],
): string {
  const own = new Set(keys)
  const ids = links.filter(({ a, b }) => own.has(a) && own.has(b)).map(({ _id }) => _id)
  return sha256Hex(JSON.stringify([...new Set(ids)].sort())).slice(0, MARK_CHARS)
}
