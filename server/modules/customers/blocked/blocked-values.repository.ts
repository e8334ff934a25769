import type { Db, Tx } from '../../../platform/mongo/index.js'
import type { IdentifierKey, SeenIdentifier } from '../identifier.domain.js'
import type { BlockReason } from './blocked.domain.js'
import { blockedCollections, type BlockedValueDocument } from './blocked.model.js'

const MAX_TIME_MS = 2_000

export type NewBlockedValue = Readonly<{
  key: IdentifierKey
  identifier: SeenIdentifier
  reason: BlockReason
  note: string
  actor: Readonly<{ operatorId: string; name: string }>
  at: Date
}>
type Place = Readonly<{ addedAt: Date; key: IdentifierKey }>

export type BlockedValues = ReturnType<typeof blockedValuesRepository>
export function blockedValuesRepository(db: Db) {
  const { values } = blockedCollections(db)
  return {
    find: (key: IdentifierKey, { tx }: { tx?: Tx } = {}): Promise<BlockedValueDocument | null> =>
      values.findOne({ _id: key }, { session: tx, maxTimeMS: MAX_TIME_MS }),

    countActive: ({ tx }: { tx: Tx }): Promise<number> =>
      values.countDocuments({ state: 'active' }, { session: tx }),

    /** Newest first. */
    page: ({ after, limit }: { after: Place | null; limit: number }) =>
      values
        .find({ state: 'active', ...(after === null ? {} : olderThan(after)) })
        .sort({ addedAt: -1, _id: -1 })
        .limit(limit)
        .maxTimeMS(MAX_TIME_MS)
        .toArray(),

    /** Puts a value on the list, or back on it. */
    async add(
      { key, identifier, reason, note, actor, at }: NewBlockedValue,
      tx: Tx,
    ): Promise<void> {
      const { type, scope, value, phoneTail } = identifier
      const fields = { type, scope, value, ...(phoneTail === undefined ? {} : { phoneTail }) }
      const set = { ...fields, reason, note, addedBy: actor, addedAt: at }
      await values.updateOne(
        { _id: key },
        [{ $set: { ...literal(set), state: 'active', isAttaching: false, changedAt: '$$NOW' } }],
        { session: tx, upsert: true },
      )
    },

    /** Takes it off; whatever was held back for it is to find its owner now. */
    async remove(key: IdentifierKey, tx: Tx): Promise<void> {
      await values.updateOne(
        { _id: key, state: 'active' },
        [{ $set: { state: 'removed', isAttaching: true, changedAt: '$$NOW' } }],
        { session: tx },
      )
    },

    /** Values whose facts are to be brought home. */
    attaching: (limit: number): Promise<BlockedValueDocument[]> =>
      values.find({ isAttaching: true }).limit(limit).maxTimeMS(MAX_TIME_MS).toArray(),

    /** Nothing waits for it any more; a value that was listed again meanwhile stays as it is. */
    async attached({ _id, changedAt }: Pick<BlockedValueDocument, '_id' | 'changedAt'>) {
      await values.updateOne({ _id, changedAt }, { $set: { isAttaching: false } })
    },

    /** What has changed at or after this moment, and the store's time of the newest change. */
    changedSince: (moment: Date, limit: number) =>
      values
        .find({ changedAt: { $gte: moment } }, { projection: { state: 1, changedAt: 1 } })
        .sort({ changedAt: 1 })
        .limit(limit)
        .maxTimeMS(MAX_TIME_MS)
        .toArray(),
  }
}

/** In a pipeline a text that begins with a dollar sign would be a field. */
const literal = (fields: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { $literal: value }]))

const olderThan = ({ addedAt, key }: Place) => ({
  addedAt: { $lte: addedAt },
  $or: [{ addedAt: { $lt: addedAt } }, { _id: { $lt: key } }],
})
