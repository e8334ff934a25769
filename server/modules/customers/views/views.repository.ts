import type { Id } from '../../../platform/ids/index.js'
import { guarded, type Db, type Saved, type Tx } from '../../../platform/mongo/index.js'
import { viewModel, type CustomersShelf, type ShelfDocument } from './views.model.js'

const MAX_TIME_MS = 2_000
/** More operators than a brand has. */
const MAX_SHARING = 500

export type Views = ReturnType<typeof viewsRepository>
export function viewsRepository(db: Db) {
  const model = viewModel(db)
  return {
    async find(operatorId: Id<'opr'>, { tx }: { tx?: Tx } = {}): Promise<CustomersShelf | null> {
      const found = await model
        .findById(operatorId, null, { session: tx ?? null })
        .maxTimeMS(MAX_TIME_MS)
        .lean<ShelfDocument>()
      return found === null ? null : shelfOf(found)
    },

    /** Everybody who shares something. */
    async sharing(): Promise<CustomersShelf[]> {
      const found = model.find({ isSharing: true }).limit(MAX_SHARING).maxTimeMS(MAX_TIME_MS)
      return (await found.lean<ShelfDocument[]>()).map(shelfOf)
    },

    /** Writes what one operator has saved, unless it was changed since it was read. */
    async save(
      { operatorId: _id, revision, ...fields }: CustomersShelf,
      { tx }: { tx: Tx },
    ): Promise<Saved> {
      const isSharing = fields.views.some(({ isShared }) => isShared)
      const next = { _id, ...fields, views: [...fields.views], isSharing, revision: revision + 1 }
      if (revision > 0) {
        const options = { session: tx, runValidators: true }
        return guarded(model.replaceOne({ _id, revision }, next, options))
      }
      const made = model.create([next], { session: tx }).then(() => ({ matchedCount: 1 }))
      const outcome = await guarded(made, { _id: 'was-faster' })
      return outcome === 'was-faster' ? 'moved-on' : outcome
    },
  }
}

const shelfOf = ({ _id, isSharing: _, ...fields }: ShelfDocument): CustomersShelf => ({
  ...fields,
  operatorId: _id,
})
