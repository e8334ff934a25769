import { ensureCollections, isDuplicateKey, type Db, type Migration } from '../mongo/index.js'
import { KEYS, type KeyDocument } from './key-use.js'
import type { SealedPlace } from './sealed-place.js'

/** What was sealed before keys were accounted for needs its keys, too: looked up once. */
export const keyRotationMigrations = (
  places: readonly SealedPlace[],
  late: readonly SealedPlace[],
): readonly Migration[] => [
  {
    name: '0060-platform-keys',
    async up(db) {
      await ensureCollections(db, [KEYS])
      for (const place of places) {
        await note(db, await keyIdsIn(db, place))
      }
    },
  },
  {
    // Places that the rotation did not know: a key that it has called spare may still be needed there.
    name: '0090-late-sealed-places',
    async up(db) {
      for (const place of late) {
        const needed = await keyIdsIn(db, place)
        await note(db, needed)
        const spare = { _id: { $in: needed }, clearedAt: { $exists: true } }
        await db.collection<KeyDocument>(KEYS).updateMany(spare, { $unset: { clearedAt: '' } })
      }
    },
  },
]

async function keyIdsIn(db: Db, place: SealedPlace): Promise<string[]> {
  const { collection, list, field: name, where = {} } = place
  const within = (one: string) => (list === undefined ? one : `${list}.${one}`)
  const field = within(name)
  const which = Object.fromEntries(Object.entries(where).map(([one, is]) => [within(one), is]))
  const keyId = { $arrayElemAt: [{ $split: [`$${field}`, '.'] }, 0] }
  const groups = db
    .collection(collection)
    .aggregate<{ _id: string }>([
      ...(list === undefined ? [] : [{ $unwind: `$${list}` }]),
      { $match: { ...which, [field]: { $type: 'string', $regex: '^[^.]+\\.' } } },
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
