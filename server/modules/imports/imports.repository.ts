import type { Connection } from 'mongoose'
import type { Id } from '../../platform/ids/index.js'
import { guarded, type Saved, type Tx } from '../../platform/mongo/index.js'
import type { Import } from './imports.domain.js'
import { importModel, IS_WORKED, type ImportDocument } from './imports.model.js'

export type Place = Readonly<{ createdAt: Date; importId: Id<'imp'> }>

const MAX_MS = 2_000
const LONGEST_QUEUE = 20
/** Uploads that never ended are removed with their pieces; the list does not show them. */
const IS_SHOWN = { status: { $ne: 'uploading' } } as const

export type ImportRows = ReturnType<typeof importsRepository>
export function importsRepository(db: Connection) {
  const model = importModel(db)
  return {
    async insert(fresh: Import): Promise<void> {
      await model.create([documentOf(fresh)])
    },

    async find(importId: Id<'imp'>): Promise<Import | null> {
      const document = await model.findById(importId).maxTimeMS(MAX_MS).lean<ImportDocument>()
      return document === null ? null : importOf(document)
    },

    async sampleOf(importId: Id<'imp'>): Promise<string | null> {
      const found = model.findById(importId, { sealedSample: 1 }).maxTimeMS(MAX_MS)
      return (await found.lean<Pick<ImportDocument, 'sealedSample'>>())?.sealedSample ?? null
    },

    /** Newest first. */
    async list({ after, limit }: Readonly<{ after?: Place; limit: number }>): Promise<Import[]> {
      const found = model.find({ ...IS_SHOWN, ...beyond(after) }).sort({ createdAt: -1, _id: -1 })
      return (await found.limit(limit).maxTimeMS(MAX_MS).lean<ImportDocument[]>()).map(importOf)
    },

    /** What waits for the worker, longest first. */
    async toWork(): Promise<Import[]> {
      const found = model.find(IS_WORKED).sort({ createdAt: 1 }).limit(LONGEST_QUEUE)
      return (await found.maxTimeMS(MAX_MS).lean<ImportDocument[]>()).map(importOf)
    },

    /** Whose file has had its time. */
    async toForget(now: Date, limit: number): Promise<Import[]> {
      const found = model
        .find({ forgetAt: { $lte: now } })
        .sort({ forgetAt: 1 })
        .limit(limit)
      return (await found.maxTimeMS(MAX_MS).lean<ImportDocument[]>()).map(importOf)
    },

    /** Writes the import unless it has changed since it was read (`moved-on`). `sealedSample` stays unless it is given. */
    async save(
      next: Import,
      { tx, sealedSample }: Readonly<{ tx?: Tx; sealedSample?: string }> = {},
    ): Promise<Saved> {
      const { importId: _id, revision, ...fields } = next
      const gone = OPTIONAL.filter((field) => fields[field] === undefined)
      const change = {
        $set: { ...fields, ...(sealedSample === undefined ? {} : { sealedSample }) },
        $inc: { revision: 1 },
        ...(gone.length === 0 ? {} : { $unset: Object.fromEntries(gone.map((f) => [f, 1])) }),
      }
      const options = tx === undefined ? {} : { session: tx }
      return guarded(model.updateOne({ _id, revision }, change, options))
    },

    /** Has nobody changed it since it was read? */
    async isAsRead({ importId: _id, revision }: Import, tx: Tx): Promise<boolean> {
      const found = model.findOne({ _id, revision }, { _id: 1 }, { session: tx })
      return (await found.maxTimeMS(MAX_MS).lean()) !== null
    },

    /** The rows for the choice of columns go with the file. */
    async forgetSample(importId: Id<'imp'>): Promise<void> {
      const change = { $unset: { sealedSample: 1, forgetAt: 1 }, $inc: { revision: 1 } }
      await model.updateOne({ _id: importId }, change)
    },

    async remove(importId: Id<'imp'>): Promise<void> {
      await model.deleteOne({ _id: importId })
    },
  }
}

const OPTIONAL = ['settings', 'failure', 'checkedAt', 'startedAt', 'endedAt', 'forgetAt'] as const

function beyond(after: Place | undefined): Record<string, unknown> {
  if (after === undefined) {
    return {}
  }
  const { createdAt, importId } = after
  return { $or: [{ createdAt: { $lt: createdAt } }, { createdAt, _id: { $lt: importId } }] }
}

function importOf({ _id, sealedSample: _sample, ...fields }: ImportDocument): Import {
  return { ...fields, importId: _id }
}

function documentOf({ importId: _id, ...fields }: Import): ImportDocument {
  return { ...fields, _id }
}
