import type { Connection } from 'mongoose'
import { AppError } from '../../../platform/errors/index.js'
import type { Id } from '../../../platform/ids/index.js'
import { guarded, type Saved, type Tx } from '../../../platform/mongo/index.js'
import type { Refund, RefundState } from './refund.domain.js'
import type { Sum } from './refund-groups.domain.js'
import { refundRowModel, type RefundDocument } from './refund.model.js'

/** After this row: the moment that its list is ordered by, and its id. */
export type RefundPlace = Readonly<{ at: Date; refundId: Id<'rfd'> }>
export type RefundList = Readonly<{
  states?: readonly RefundState[]
  after?: RefundPlace
  limit: number
}>

type EndedList = Readonly<{ since: Date; after?: RefundPlace; limit: number }>

const MAX_MS = 2_000
/** Of a page of orders. */
const MAX_PER_PAGE = 500
/** Bounds what the totals read; more than this many are shown as this many. */
const MAX_COUNTED = 10_000
const MAX_PER_ORDER = 200

export type RefundRows = ReturnType<typeof refundsRepository>
export function refundsRepository(db: Connection) {
  const model = refundRowModel(db)

  const summed = (filter: Record<string, unknown>) =>
    model
      .aggregate<Sum & { _id: RefundState }>([
        { $match: filter },
        { $limit: MAX_COUNTED },
        { $group: { _id: '$state', count: { $sum: 1 }, amountFen: { $sum: '$amountFen' } } },
      ])
      .option({ maxTimeMS: MAX_MS })

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

    /** The same for the orders of a page. */
    async ofOrders(orderIds: readonly Id<'ord'>[]): Promise<Refund[]> {
      const found = model.find({ orderId: { $in: orderIds } }).sort({ orderId: 1, _id: 1 })
      const documents = found.limit(MAX_PER_PAGE).maxTimeMS(MAX_MS).lean<RefundDocument[]>()
      return (await documents).map(refundOf)
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
        ...(after === undefined ? {} : { $or: beyond('requestedAt', after) }),
      }
      const newest = model.find(filter).sort({ requestedAt: -1, _id: -1 }).limit(limit)
      return (await newest.maxTimeMS(MAX_MS).lean<RefundDocument[]>()).map(refundOf)
    },

    /** What reached the customers since then, newest first. */
    async ended({ since, after, limit }: EndedList): Promise<Refund[]> {
      const filter = {
        state: 'succeeded' as const,
        endedAt: { $gte: since },
        ...(after === undefined ? {} : { $or: beyond('endedAt', after) }),
      }
      const newest = model.find(filter).sort({ endedAt: -1, _id: -1 }).limit(limit)
      return (await newest.maxTimeMS(MAX_MS).lean<RefundDocument[]>()).map(refundOf)
    },

    /** How many are in each of these states, and how much money. */
    async sumByState(states: readonly RefundState[]): Promise<Map<RefundState, Sum>> {
      const sums = await summed({ state: { $in: [...states] } })
      return new Map(sums.map(({ _id, ...sum }) => [_id, sum]))
    },

    /** How many reached the customers since then, and how much money. */
    async sumEnded(since: Date): Promise<Sum> {
      const [sum] = await summed({ state: 'succeeded', endedAt: { $gte: since } })
      return { count: sum?.count ?? 0, amountFen: sum?.amountFen ?? 0 }
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

    /** Makes a waiting one due, unless it has changed or somebody has it in hand since it was read (`moved-on`). */
    hurry(
      { refundId: _id, revision, nextAt }: Refund,
      { at, tx }: Readonly<{ at: Date; tx: Tx }>,
    ): Promise<Saved> {
      const change = { $set: { nextAt: at }, $inc: { revision: 1 } }
      return guarded(model.updateOne({ _id, revision, nextAt }, change, { session: tx }))
    },

    /** Takes a due one for this process before it calls WeChat: nobody else looks at it until then. */
    async take({ refundId: _id, nextAt }: Refund, until: Date): Promise<boolean> {
      const { modifiedCount } = await model.updateOne({ _id, nextAt }, { $set: { nextAt: until } })
      return modifiedCount === 1
    },
  }
}

function beyond(orderedBy: 'requestedAt' | 'endedAt', { at, refundId }: RefundPlace) {
  return [{ [orderedBy]: { $lt: at } }, { [orderedBy]: at, _id: { $lt: refundId } }]
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
