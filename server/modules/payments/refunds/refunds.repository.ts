import type { Connection } from 'mongoose'
import { AppError } from '../../../platform/errors/index.js'
import type { Id } from '../../../platform/ids/index.js'
import { guarded, type Saved, type Tx } from '../../../platform/mongo/index.js'
import type { Refund, RefundState } from './refund.domain.js'
import { refundRowModel, type RefundDocument } from './refund.model.js'

export type RefundPlace = Readonly<{ requestedAt: Date; refundId: Id<'rfd'> }>
export type RefundList = Readonly<{
  states?: readonly RefundState[]
  after?: RefundPlace
  limit: number
}>

const MAX_MS = 2_000
const MAX_PER_ORDER = 200

export type RefundRows = ReturnType<typeof refundsRepository>
export function refundsRepository(db: Connection) {
  const model = refundRowModel(db)
  return {
    async find(refundId: Id<'rfd'>, { tx }: { tx?: Tx } = {}): Promise<Refund | null> {
      const document = await model.findById(refundId, null, within(tx)).lean<RefundDocument>()
      return document === null ? null : refundOf(document)
    },

    /** The refunds with these ids; a batch's worth. */
    async withIds(refundIds: readonly Id<'rfd'>[]): Promise<Map<string, Refund>> {
      const found = model.find({ _id: { $in: refundIds } }).maxTimeMS(MAX_MS)
      const documents = await found.lean<RefundDocument[]>()
      return new Map(documents.map((document) => [document._id, refundOf(document)]))
    },

    /** Every reason for which money of this order went back or is to go back. */
    async ofOrder(orderId: Id<'ord'>): Promise<Refund[]> {
      const found = model.find({ orderId }).sort({ _id: 1 }).limit(MAX_PER_ORDER)
      return (await found.maxTimeMS(MAX_MS).lean<RefundDocument[]>()).map(refundOf)
    },

    /** Those of one of the order's payments. */
    async ofPayment(
      { orderId, paymentId }: Readonly<{ orderId: Id<'ord'>; paymentId: Id<'pay'> }>,
      { tx }: { tx: Tx },
    ): Promise<Refund[]> {
      const found = model.find({ orderId, paymentId }, null, { session: tx }).limit(MAX_PER_ORDER)
      return (await found.lean<RefundDocument[]>()).map(refundOf)
    },

    /** Those that WeChat is to be asked about, longest due first. */
    async due(now: Date, limit: number): Promise<Refund[]> {
      const found = model
        .find({ nextAt: { $lte: now } })
        .sort({ nextAt: 1 })
        .limit(limit)
      return (await found.maxTimeMS(MAX_MS).lean<RefundDocument[]>()).map(refundOf)
    },

    /** Newest first. */
    async list({ states, after, limit }: RefundList): Promise<Refund[]> {
      const filter = {
        ...(states === undefined ? {} : { state: { $in: [...states] } }),
        ...(after === undefined ? {} : { $or: beyond(after) }),
      }
      const newest = model.find(filter).sort({ requestedAt: -1, _id: -1 }).limit(limit)
      return (await newest.maxTimeMS(MAX_MS).lean<RefundDocument[]>()).map(refundOf)
    },

    async insert(refund: Refund, { tx }: { tx: Tx }): Promise<void> {
      await model.insertMany([documentOf(refund)], { session: tx })
    },

    /** Writes the refund unless it has changed since it was read (`moved-on`). */
    save(refund: Refund, { tx }: { tx?: Tx } = {}): Promise<Saved> {
      const { filter, replacement } = replacing(refund)
      const options = { runValidators: true, ...within(tx) }
      return guarded(model.replaceOne(filter, replacement, options))
    },

    /** The same for a batch. Throws `refund-busy` (retriable) unless every one is written. */
    async saveAll(refunds: readonly Refund[], { tx }: { tx: Tx }): Promise<void> {
      const writes = refunds.map((refund) => ({ replaceOne: replacing(refund) }))
      const { matchedCount } = await model.bulkWrite(writes, { session: tx, ordered: true })
      if (matchedCount !== refunds.length) {
        throw new AppError('refund-busy', { retriable: true })
      }
    },

    /** Takes a due one for this process before it calls WeChat: nobody else looks at it until then. */
    async take({ refundId: _id, nextAt }: Refund, until: Date): Promise<boolean> {
      const { modifiedCount } = await model.updateOne({ _id, nextAt }, { $set: { nextAt: until } })
      return modifiedCount === 1
    },
  }
}

function beyond({ requestedAt, refundId }: RefundPlace) {
  return [{ requestedAt: { $lt: requestedAt } }, { requestedAt, _id: { $lt: refundId } }]
}

function replacing(refund: Refund) {
  const { refundId: _id, revision } = refund
  return {
    filter: { _id, revision },
    replacement: documentOf({ ...refund, revision: revision + 1 }),
  }
}

const within = (tx: Tx | undefined) => (tx === undefined ? {} : { session: tx })

function refundOf({ _id, ...fields }: RefundDocument): Refund {
  return { ...fields, refundId: _id }
}

function documentOf({ refundId: _id, ...fields }: Refund): RefundDocument {
  return { ...fields, _id }
}
