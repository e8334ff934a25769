import type { Connection } from 'mongoose'
import { Schema } from 'mongoose'
import type { NamedQuery } from '../../../platform/mongo/index.js'

/** `platform_rights`: what an optional API of the platform answered when it was tried first. */
type RightDocument = { _id: string; state: 'on' | 'off'; checkedAt: Date }

const ID = 'wecom.id-conversion'
const MAX_MS = 2_000

const schema = new Schema(
  {
    _id: { type: String, required: true },
    state: { type: String, required: true, enum: ['on', 'off'] },
    checkedAt: { type: Date, required: true },
  },
  { collection: 'platform_rights', strict: 'throw', versionKey: false },
)
export const platformRightModel = (db: Connection) => db.model('PlatformRight', schema)
export const platformRightQueries: readonly NamedQuery[] = [
  { name: 'platform-rights.by-id', filter: { _id: ID }, index: '_id_' },
]

export type ConversionRight = ReturnType<typeof conversionRightRepository>
/** Tried once: what was found out stays. */
export function conversionRightRepository(db: Connection) {
  const model = platformRightModel(db)
  return {
    /** Null: not tried yet. */
    async read(): Promise<Pick<RightDocument, 'state' | 'checkedAt'> | null> {
      return await model.findById(ID).maxTimeMS(MAX_MS).lean<RightDocument>()
    },

    async found(state: RightDocument['state'], checkedAt: Date): Promise<void> {
      await model.updateOne({ _id: ID }, { $set: { state, checkedAt } }, { upsert: true })
    },
  }
}
