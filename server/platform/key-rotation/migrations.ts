import { ensureCollections, isDuplicateKey, type Db, type Migration } from '../mongo/index.js'
import { KEYS, type KeyDocument } from './key-use.js'
import type { SealedPlace } from './sealed-place.js'

/** What was sealed before keys were accounted for needs its keys, too: looked up once. */
export const keyRotationMigrations = (places: readonly SealedPlace[]): readonly Migration[] => [
  {
    name: '0060-platform-keys',
    async up(db) {
      await ensureCollections(db, [KEYS])
      for (const place of places) {
        await note(db, await keyIdsIn(db, place))
      }
    },
  },
]

async function keyIdsIn(db: Db, { collection, field, where = {} }: SealedPlace): Promise<string[]> {
  const keyId = { $arrayElemAt: [{ $split: [`$${field}`, '.'] }, 0] }
  const groups = db
    .collection(collection)
    .aggregate<{ _id: string }>([
      { $match: { ...where, [field]: { $type: 'string', $regex: '^[^.]+\\.' } } },
      { $group: { _id: keyId } },
    ])
  return (await groups.toArray()).map(({ _id }) => _id)
}

async function note(db: Db, keyIds: readonly string[]): Promise<void> {
  const keys = db.collection<KeyDocument>(KEYS)
  for (const _id of keyIds) {
    try {
      const fresh = { $setOnInsert: { encryptingAt: new Date(0) } }
      await keys.updateOne({ _id }, fresh, { upsert: true })
    } catch (error) {
      if (!isDuplicateKey(error)) {
        throw error
      }
    }
  }
}
