import type { Connection } from 'mongoose'
import type { Tx } from '../../../platform/mongo/index.js'
import type { IdentifierKey } from '../../customers/index.js'
import { firstAskAt } from './late-unionids.domain.js'
import { lateUnionidModel, type LateUnionidDocument } from './late-unionids.model.js'

const MAX_MS = 2_000

export type LateUnionid = Readonly<{
  externalUserid: string
  userid: string
  identifierKey: IdentifierKey
  since: Date
  asks: number
}>
export type NewLateUnionid = Omit<LateUnionid, 'asks'>

export type LateUnionids = ReturnType<typeof lateUnionidsRepository>
export function lateUnionidsRepository(db: Connection) {
  const model = lateUnionidModel(db)
  return {
    /** Lists those that are new; who is listed already keeps their turn. */
    async add(contacts: readonly NewLateUnionid[], { tx }: { tx: Tx }): Promise<void> {
      const writes = contacts.map(({ externalUserid: _id, ...fields }) => {
        const fresh = { ...fields, asks: 0, askAt: firstAskAt(fields.since) }
        return { updateOne: { filter: { _id }, update: { $setOnInsert: fresh }, upsert: true } }
      })
      if (writes.length > 0) {
        await model.bulkWrite(writes, { session: tx })
      }
    },

    async due(now: Date, limit: number): Promise<LateUnionid[]> {
      const found = model
        .find({ askAt: { $lte: now } })
        .sort({ askAt: 1 })
        .limit(limit)
        .maxTimeMS(MAX_MS)
      return (await found.lean<LateUnionidDocument[]>()).map(({ _id, ...fields }) => ({
        ...fields,
        externalUserid: _id,
      }))
    },

    /** Could not be asked; stays as far as it was and makes room for the others. */
    async postponed({ externalUserid, asks }: LateUnionid, until: Date): Promise<void> {
      await model.updateOne({ _id: externalUserid, asks }, { $set: { askAt: until } })
    },

    /** Nothing is left to ask about them. */
    async forget(externalUserids: readonly string[]): Promise<void> {
      if (externalUserids.length > 0) {
        await model.deleteMany({ _id: { $in: [...externalUserids] } })
      }
    },

    /** Asked once more; null: never again. */
    async asked({ externalUserid, asks }: LateUnionid, next: Date | null): Promise<void> {
      const mine = { _id: externalUserid, asks }
      await (next === null
        ? model.deleteOne(mine)
        : model.updateOne(mine, { $set: { askAt: next, asks: asks + 1 } }))
    },
  }
}
