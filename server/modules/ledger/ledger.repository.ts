import type { Connection } from 'mongoose'
import type { Id } from '../../platform/ids/index.js'
import type { Tx } from '../../platform/mongo/index.js'
import type { Account } from './accounts.domain.js'
import { transferModel, type TransferDocument } from './ledger.model.js'
import type { Transfer } from './transfer.domain.js'

export type Place = Readonly<{ at: Date; transferId: Id<'trf'> }>
type Page = Readonly<{ account: Account; after?: Place; limit: number }>

type Span = Readonly<{
  account: Account
  from: Date
  to: Date
  after: Place | null
  limit: number
}>

const MAX_MS = 2_000
const MAX_PER_ORDER = 500

export type LedgerRows = ReturnType<typeof ledgerRepository>
export function ledgerRepository(db: Connection) {
  const model = transferModel(db)
  return {
    /**
     * Writes transfers down, in the transaction of what caused them. Whoever causes money to move is guarded by a
     * document of its own; the key made from the cause is the last guard and takes everything back.
     */
    async post(transfers: readonly Transfer[], { tx }: { tx: Tx }): Promise<void> {
      if (transfers.length > 0) {
        await model.insertMany(transfers.map(documentOf), { session: tx })
      }
    },

    /** Which of these are in the books; a batch's worth. */
    async known(transferIds: readonly Id<'trf'>[]): Promise<Set<string>> {
      const found = model.find({ _id: { $in: transferIds } }, { _id: 1 }).maxTimeMS(MAX_MS)
      return new Set((await found.lean<Pick<TransferDocument, '_id'>[]>()).map(({ _id }) => _id))
    },

    /** Those of these that are in the books; a batch's worth. */
    async withIds(transferIds: readonly Id<'trf'>[]): Promise<Map<string, Transfer>> {
      const found = model.find({ _id: { $in: transferIds } }).maxTimeMS(MAX_MS)
      const documents = await found.lean<TransferDocument[]>()
      return new Map(documents.map((document) => [document._id, transferFrom(document)]))
    },

    /** What moved on an account in this time (`to` not included), oldest first, after `after`. */
    async between({ account, from, to, after, limit }: Span): Promise<Transfer[]> {
      const beyondIt = after && [
        { at: { $gt: after.at } },
        { at: after.at, _id: { $gt: after.transferId } },
      ]
      const within = { at: { $gte: from, $lt: to }, ...(beyondIt ? { $or: beyondIt } : {}) }
      const oldest = model.find({ 'lines.account': account, ...within }).sort({ at: 1, _id: 1 })
      const found = oldest.limit(limit).maxTimeMS(MAX_MS).lean<TransferDocument[]>()
      return (await found).map(transferFrom)
    },

    /** One account's transfers, newest first. */
    async list({ account, after, limit }: Page): Promise<Transfer[]> {
      const filter = { 'lines.account': account, ...beyond(after) }
      const newest = model.find(filter).sort({ at: -1, _id: -1 }).limit(limit).maxTimeMS(MAX_MS)
      return (await newest.lean<TransferDocument[]>()).map(transferFrom)
    },

    /** All that ever moved for an order, oldest first. */
    async ofOrder(orderId: Id<'ord'>): Promise<Transfer[]> {
      const found = model.find({ 'subjects.orderId': orderId }).sort({ at: 1, _id: 1 })
      const documents = found.limit(MAX_PER_ORDER).maxTimeMS(MAX_MS).lean<TransferDocument[]>()
      return (await documents).map(transferFrom)
    },
  }
}

function beyond(after: Place | undefined): Record<string, unknown> {
  if (after === undefined) {
    return {}
  }
  const { at, transferId } = after
  return { $or: [{ at: { $lt: at } }, { at, _id: { $lt: transferId } }] }
}

function documentOf({ transferId: _id, ...fields }: Transfer): TransferDocument {
  return { ...fields, _id, isSummed: false }
}

function transferFrom({ _id, isSummed: _isSummed, ...fields }: TransferDocument): Transfer {
  // what is about nobody, as the fees of a day, is stored without them
  return { ...fields, subjects: fields.subjects ?? {}, transferId: _id }
}
