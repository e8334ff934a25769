import type { Db } from '../../server/platform/mongo/index.js'

/**
 * Where a customer id may stand (identity.md 1): everything else names identifiers, so that a merge or split rewrites
 * owners and no fact. Each with its reason.
 */
export const KEEPS_CUSTOMER_IDS: Readonly<Record<string, string>> = {
  'customers._id': 'it is the customer',
  'identifiers.ownerId': 'whose it is: the one thing that a merge rewrites',
  'identity_history.customerIds': 'tells about customers themselves',
  'identity_history.merged': 'tells about customers themselves',
  'identity_history.split': 'tells about customers themselves',
  'identity_history.moves.from': 'tells about customers themselves',
  'identity_history.moves.to': 'tells about customers themselves',
  'audit_entries.subject.id': 'what an operator saw on the screen when it was done',
  'erasures.subject': 'the customer that was erased, and that answers 410 since',
  'erasures.customerIds': 'every id that the erased person ever had',
}

/** `collection.path` of every stored value that is, or holds, a customer id. */
export async function placesOfCustomerIds(db: Db): Promise<string[]> {
  const collections = (await db.db?.collections()) ?? []
  const places = new Set<string>()
  for (const collection of collections) {
    for await (const document of collection.find()) {
      note(document, collection.collectionName, places)
    }
  }
  return [...places].sort()
}

const CUSTOMER_ID = /(^|[^a-z])cus_[0-9a-z]{10}/

function note(value: unknown, path: string, places: Set<string>): void {
  if (typeof value === 'string') {
    if (CUSTOMER_ID.test(value)) {
      places.add(path)
    }
  } else if (Array.isArray(value)) {
    value.forEach((one) => note(one, path, places))
  } else if (value !== null && typeof value === 'object' && !('_bsontype' in value)) {
    Object.entries(value).forEach(([field, one]) => note(one, `${path}.${field}`, places))
  }
}
