import type { Connection } from 'mongoose'
import type { Tx } from '../../../platform/mongo/index.js'
import type { IdentifierKey } from '../../customers/index.js'
import type { Welcome } from './welcome.domain.js'
import { welcomeModel, type WelcomeDocument } from './welcomes.model.js'

const MAX_MS = 2_000
/** Enough for a 99th percentile; a day with more shows that of its newest. */
const MAX_COUNTED = 20_000

export type Welcomes = ReturnType<typeof welcomesRepository>
export function welcomesRepository(db: Connection) {
  const model = welcomeModel(db)
  return {
    async find(welcomeId: string): Promise<Welcome | null> {
      const document = await model.findById(welcomeId).lean<WelcomeDocument>()
      return document === null ? null : welcomeOf(document)
    },

    /** A second record of the same code is a duplicate key: one delivery, one end. */
    async insert(welcomes: readonly Welcome[], { tx }: { tx: Tx }): Promise<void> {
      const documents = welcomes.map(({ welcomeId: _id, ...fields }) => ({ _id, ...fields }))
      await model.insertMany(documents, { session: tx })
    },

    /** Outcomes and latencies since a moment, newest first, bounded. */
    async since(at: Date): Promise<Pick<Welcome, 'outcome' | 'latencyMs' | 'at'>[]> {
      return await model
        .find({ at: { $gte: at } }, { _id: 0, outcome: 1, latencyMs: 1, at: 1 })
        .sort({ at: -1 })
        .limit(MAX_COUNTED)
        .maxTimeMS(MAX_MS)
        .lean<Pick<Welcome, 'outcome' | 'latencyMs' | 'at'>[]>()
    },

    async newestOf(keys: readonly IdentifierKey[]): Promise<Welcome | null> {
      const document = await model
        .findOne({ identifierKey: { $in: keys } })
        .sort({ at: -1 })
        .maxTimeMS(MAX_MS)
        .lean<WelcomeDocument>()
      return document === null ? null : welcomeOf(document)
    },
  }
}

function welcomeOf({ _id, ...fields }: WelcomeDocument): Welcome {
  return { ...fields, welcomeId: _id }
}
