import type { CustomerFact } from '../customers/index.js'
import { NO_CHECK } from './imports.domain.js'
import type { OwnersOf, PreviewJoins } from './imports.ports.js'

/**
 * What identity would do, as far as owners tell it: who is known, and which phones are somebody else's. Identity's own
 * preview takes its place.
 */
export function previewByOwners(ownersOf: OwnersOf): PreviewJoins {
  return async (facts) => {
    const keys = facts.flatMap(({ seen }) => seen.map(({ key }) => key))
    const owners = await ownersOf(keys)
    const counts = { ...NO_CHECK.preview }
    const fresh = new Set<string>()
    for (const { seen } of facts) {
      const theirs = seen.map(({ key }) => owners.get(key)?.customerId ?? null)
      const [carrier] = theirs
      const known = new Set(theirs.filter((owner) => owner !== null))
      counts.knownMembers += known.size > 0 ? 1 : 0
      counts.newMembers += known.size === 0 ? 1 : 0
      counts.joins += known.size > 1 ? 1 : 0
      counts.contestedPhones += isContested(seen, theirs, carrier ?? null) ? 1 : 0
      seen.forEach(({ key }, index) => {
        if (theirs[index] === null) {
          fresh.add(key)
        }
      })
    }
    return { ...counts, newIdentifiers: fresh.size }
  }
}

/** The phone has an owner, and it is not the one of the card beside it. */
function isContested(
  seen: CustomerFact['seen'],
  owners: readonly (string | null)[],
  carrier: string | null,
): boolean {
  const phone = seen.findIndex(({ type }) => type === 'phone')
  const holder = owners[phone] ?? null
  return seen.length > 1 && holder !== null && holder !== carrier
}
