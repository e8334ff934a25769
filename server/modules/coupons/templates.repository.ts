import type { Connection } from 'mongoose'
import type { Id } from '../../platform/ids/index.js'
import { guarded, isDuplicateKey, type Saved, type Tx } from '../../platform/mongo/index.js'
import {
  takerModel,
  templateModel,
  type TakerDocument,
  type TemplateDocument,
} from './coupons.model.js'
import type { Template } from './templates.domain.js'
import type { HolderKey } from './terms.domain.js'

const MAX_MS = 2_000

const takerId = (templateId: Id<'cpt'>, key: HolderKey) => `${templateId}:${key}`

export type TemplateRows = ReturnType<typeof templatesRepository>
/** Templates with the guards of how many each customer has had. */
export function templatesRepository(db: Connection) {
  const model = templateModel(db)
  const takers = takerModel(db)
  return {
    async find(templateId: Id<'cpt'>, { tx }: { tx?: Tx } = {}): Promise<Template | null> {
      const query = model.findById(templateId, null, { session: tx ?? null })
      const document = await query.lean<TemplateDocument>()
      return document === null ? null : templateOf(document)
    },

    /** Newest first. */
    async list({ beforeId, limit }: { beforeId?: Id<'cpt'>; limit: number }): Promise<Template[]> {
      const older = beforeId === undefined ? {} : { _id: { $lt: beforeId } }
      const found = model.find(older).sort({ _id: -1 }).limit(limit).maxTimeMS(MAX_MS)
      return (await found.lean<TemplateDocument[]>()).map(templateOf)
    },

    /** What customers may take themselves, newest first. */
    async takeable(limit: number): Promise<Template[]> {
      const open = model.find({ status: 'open', isTakeable: true }).sort({ _id: -1 })
      return (await open.limit(limit).maxTimeMS(MAX_MS).lean<TemplateDocument[]>()).map(templateOf)
    },

    async insert(template: Template, { tx }: { tx: Tx }): Promise<void> {
      await model.insertMany([documentOf(template)], { session: tx })
    },

    save(template: Template, { tx }: { tx: Tx }): Promise<Saved> {
      const { templateId: _id, revision } = template
      const next = documentOf({ ...template, revision: revision + 1 })
      return guarded(model.replaceOne({ _id, revision }, next, { session: tx }))
    },

    /** Makes the guards exist, outside any transaction: an upsert inside one would fail instead of waiting. */
    async ensureTakers(templateId: Id<'cpt'>, keys: readonly HolderKey[]): Promise<void> {
      const fresh = keys.map((identifierKey) => ({
        ...{ _id: takerId(templateId, identifierKey), identifierKey, templateId },
        ...{ count: 0, revision: 0 },
      }))
      try {
        await takers.insertMany(fresh, { ordered: false, lean: true })
      } catch (error) {
        if (!isDuplicateKey(error)) {
          throw error // those that exist already are fine
        }
      }
    },

    /** How many each of these identifiers has had of each of these templates, added up by template. */
    async hadOf(
      templateIds: readonly Id<'cpt'>[],
      keys: readonly HolderKey[],
      { tx }: { tx?: Tx } = {},
    ): Promise<Map<Id<'cpt'>, number>> {
      const ids = templateIds.flatMap((templateId) => keys.map((key) => takerId(templateId, key)))
      const query = takers.find({ _id: { $in: ids } }, null, { session: tx ?? null })
      const found = await query.maxTimeMS(MAX_MS).lean<TakerDocument[]>()
      const sums = new Map<Id<'cpt'>, number>()
      for (const { templateId, count } of found) {
        const of = templateId as Id<'cpt'>
        sums.set(of, (sums.get(of) ?? 0) + count)
      }
      return sums
    },

    /**
     * Counts one more for the holder. Every coupon touches the guard of its customer's first identifier: two at a time
     * conflict, whichever identifiers they came by.
     */
    async count(
      { templateId, holder }: { templateId: Id<'cpt'>; holder: HolderKey },
      { among, tx }: { among: readonly HolderKey[]; tx: Tx },
    ): Promise<void> {
      const [first = holder] = [...among].sort()
      if (first !== holder) {
        const touch = { $inc: { revision: 1 } }
        await takers.updateOne({ _id: takerId(templateId, first) }, touch, { session: tx })
      }
      const more = { $inc: { count: 1, revision: 1 } }
      await takers.updateOne({ _id: takerId(templateId, holder) }, more, { session: tx })
    },
  }
}

function templateOf({ _id, ...fields }: TemplateDocument): Template {
  return { ...fields, templateId: _id }
}

function documentOf({ templateId: _id, ...fields }: Template): TemplateDocument {
  return { ...fields, _id }
}
