import type { Connection } from 'mongoose'
import type { Id } from '../../../platform/ids/index.js'
import { guarded, type Saved, type Tx } from '../../../platform/mongo/index.js'
import type { ChannelCode, CounterDelta } from './channel-codes.domain.js'
import { channelCodeModel, type ChannelCodeDocument } from './channel-codes.model.js'

const MAX_MS = 2_000

type Page = Readonly<{
  beforeId?: Id<'chn'>
  /** Null: all stores. */
  storeCodes: readonly string[] | null
  limit: number
}>

export type ChannelCodes = ReturnType<typeof channelCodesRepository>
export function channelCodesRepository(db: Connection) {
  const model = channelCodeModel(db)
  return {
    async find(channelCodeId: string): Promise<ChannelCode | null> {
      const document = await model.findById(channelCodeId).lean<ChannelCodeDocument>()
      return document === null ? null : codeOf(document)
    },

    async byRequest(requestKey: string): Promise<ChannelCode | null> {
      const document = await model.findOne({ requestKey }).lean<ChannelCodeDocument>()
      return document === null ? null : codeOf(document)
    },

    /** Newest first. */
    async page({ beforeId, storeCodes, limit }: Page): Promise<ChannelCode[]> {
      const found = model
        .find({
          ...(beforeId === undefined ? {} : { _id: { $lt: beforeId } }),
          ...(storeCodes === null ? {} : { storeCode: { $in: storeCodes } }),
        })
        .sort({ _id: -1 })
        .limit(limit)
        .maxTimeMS(MAX_MS)
      return (await found.lean<ChannelCodeDocument[]>()).map(codeOf)
    },

    /** Codes by the tokens that came with events; a token of somebody else's code is missing. */
    async byTokens(tokens: readonly string[]): Promise<Map<string, ChannelCode>> {
      const found = model.find({ stateToken: { $in: tokens } }).maxTimeMS(MAX_MS)
      const documents = tokens.length === 0 ? [] : await found.lean<ChannelCodeDocument[]>()
      return new Map(documents.map((document) => [document.stateToken, codeOf(document)]))
    },

    async namesOf(ids: readonly string[]): Promise<Map<string, string>> {
      const found = model.find({ _id: { $in: ids } }, { name: 1 }).maxTimeMS(MAX_MS)
      const documents =
        ids.length === 0 ? [] : await found.lean<Pick<ChannelCodeDocument, '_id' | 'name'>[]>()
      return new Map(documents.map(({ _id, name }) => [_id, name]))
    },

    /** `request-known`: the same Idempotency-Key came before. */
    async insert(code: ChannelCode, { tx }: { tx: Tx }): Promise<Saved<'request-known'>> {
      const write = model
        .create([{ ...documentOf(code), userids: [...code.userids] }], { session: tx })
        .then(() => ({ matchedCount: 1 }))
      return guarded(write, { requestKey: 'request-known' })
    },

    /** `moved-on`: it has its answer already. */
    confirm(
      channelCodeId: Id<'chn'>,
      answer:
        | Pick<ChannelCode, 'configId' | 'qrCodeUrl'>
        | Readonly<{ status: 'failed'; failure: string }>,
    ): Promise<Saved> {
      const $set = 'status' in answer ? answer : { ...answer, status: 'ready' as const }
      return guarded(model.updateOne({ _id: channelCodeId, status: 'creating' }, { $set }))
    },

    async edit(
      channelCodeId: Id<'chn'>,
      changes: Partial<Pick<ChannelCode, 'name' | 'welcomeText'>>,
      { tx }: { tx: Tx },
    ): Promise<ChannelCode | null> {
      const options = { session: tx, returnDocument: 'after' as const, runValidators: true }
      const change = model.findOneAndUpdate({ _id: channelCodeId }, { $set: changes }, options)
      const document = await change.lean<ChannelCodeDocument>()
      return document === null ? null : codeOf(document)
    },

    /** Codes that nobody is creating any more and that WeCom has not confirmed, oldest first. */
    async unconfirmed(olderThan: Date, limit: number): Promise<ChannelCode[]> {
      const found = model
        .find({ status: 'creating', createdAt: { $lte: olderThan } })
        .sort({ createdAt: 1 })
        .limit(limit)
        .maxTimeMS(MAX_MS)
      return (await found.lean<ChannelCodeDocument[]>()).map(codeOf)
    },

    /** Those of these handles that belong to a code of ours. */
    async knownHandles(configIds: readonly string[]): Promise<Set<string>> {
      const found = model.find({ configId: { $in: configIds } }, { configId: 1 })
      const documents = await found
        .maxTimeMS(MAX_MS)
        .lean<Pick<ChannelCodeDocument, 'configId'>[]>()
      return new Set(documents.flatMap(({ configId }) => configId ?? []))
    },

    /** Last in its transaction: the documents that contacts of one code race for. */
    async count(deltas: readonly CounterDelta[], { tx }: { tx: Tx }): Promise<void> {
      const writes = deltas.map(({ channelCodeId, added, lost }) => ({
        updateOne: { filter: { _id: channelCodeId }, update: { $inc: { added, lost } } },
      }))
      if (writes.length > 0) {
        await model.bulkWrite(writes, { session: tx })
      }
    },
  }
}

function codeOf({ _id, ...fields }: ChannelCodeDocument): ChannelCode {
  return { ...fields, channelCodeId: _id }
}

function documentOf({ channelCodeId: _id, ...fields }: ChannelCode): ChannelCodeDocument {
  return { ...fields, _id }
}
