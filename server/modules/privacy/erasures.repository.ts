import type { Connection } from 'mongoose'
import type { Id } from '../../platform/ids/index.js'
import { guarded, type Saved, type Tx } from '../../platform/mongo/index.js'
import { blockModel, erasureModel, OPEN, type ErasureDocument } from './erasures.model.js'
import type { Erasure } from './privacy.domain.js'

const MAX_MS = 2_000
const NOBODY = 'erased'

export type Erasures = ReturnType<typeof erasuresRepository>
export function erasuresRepository(db: Connection) {
  const erasures = erasureModel(db)
  const blocks = blockModel(db)
  return {
    /** `under-way`: the person has an open request. */
    insert(erasure: Erasure, { tx }: { tx: Tx }) {
      const fresh = { ...documentOf(erasure), customerIds: [], work: null } // work begins later
      const write = erasures.create([fresh], { session: tx })
      return guarded(
        write.then(() => ({ matchedCount: 1 })),
        { subject: 'under-way' },
      )
    },

    /** Writes the request unless it has changed since it was read. */
    save(erasure: Erasure, { tx }: { tx?: Tx } = {}): Promise<Saved> {
      const { erasureId: _id, revision } = erasure
      const next = documentOf({ ...erasure, revision: revision + 1 })
      const options = { runValidators: true, ...(tx === undefined ? {} : { session: tx }) }
      return guarded(erasures.replaceOne({ _id, revision }, next, options))
    },

    async openOf(subject: string): Promise<Erasure | null> {
      const found = erasures.findOne({ ...OPEN, subject }).maxTimeMS(MAX_MS)
      const document = await found.lean<ErasureDocument>()
      return document === null ? null : erasureOf(document)
    },

    /** Open requests whose time has come, longest first. */
    async due(now: Date, limit: number): Promise<Erasure[]> {
      const found = erasures
        .find({ ...OPEN, dueAt: { $lte: now } })
        .sort({ dueAt: 1 })
        .limit(limit)
        .maxTimeMS(MAX_MS)
      return (await found.lean<ErasureDocument[]>()).map(erasureOf)
    },

    /** Newest first. */
    async page({ beforeId, limit }: { beforeId?: Id<'ers'>; limit: number }): Promise<Erasure[]> {
      const filter = beforeId === undefined ? {} : { _id: { $lt: beforeId } }
      const found = erasures.find(filter).sort({ _id: -1 }).limit(limit).maxTimeMS(MAX_MS)
      return (await found.lean<ErasureDocument[]>()).map(erasureOf)
    },

    /** Has the work on this id begun, or ended? */
    isErased: async (customerId: string, { tx }: { tx?: Tx } = {}): Promise<boolean> =>
      (await erasures
        .exists({ customerIds: customerId })
        .session(tx ?? null)
        .maxTimeMS(MAX_MS)) !== null,

    /** Is work due or under way for one of these? A request that cools off is neither. */
    isBeingErased: async (subjects: readonly string[], now: Date): Promise<boolean> =>
      (await erasures
        .exists({ ...OPEN, subject: { $in: [...subjects] }, dueAt: { $lte: now } })
        .maxTimeMS(MAX_MS)) !== null,

    /** Ended requests under these names forget them. */
    async forget(subjects: readonly string[], { tx }: { tx: Tx }): Promise<void> {
      const ended = {
        subject: { $in: [...subjects] },
        state: { $in: ['done', 'cancelled'] as const },
      }
      await erasures.updateMany(ended, { $set: { subject: NOBODY } }, { session: tx })
    },

    /** Is any of these on the list? */
    isBlocked: async (hashes: readonly string[]): Promise<boolean> =>
      (await blocks.exists({ _id: { $in: [...hashes] } }).maxTimeMS(MAX_MS)) !== null,

    async block(hashes: readonly string[], at: Date, { tx }: { tx: Tx }): Promise<void> {
      const writes = hashes.map((_id) => ({
        updateOne: { filter: { _id }, update: { $setOnInsert: { at } }, upsert: true },
      }))
      if (writes.length > 0) {
        await blocks.bulkWrite(writes, { session: tx })
      }
    },
  }
}

function erasureOf({ _id, ...fields }: ErasureDocument): Erasure {
  return { ...fields, erasureId: _id }
}

function documentOf({ erasureId: _id, ...fields }: Erasure): ErasureDocument {
  return { ...fields, _id }
}
