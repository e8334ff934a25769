import type { Connection } from 'mongoose'
import { allOf, factsIn, type FactScope } from '../customers/index.js'
import { AppError } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import { guarded, type Saved, type Tx } from '../../platform/mongo/index.js'
import type { Order, OrderStatus } from './orders.domain.js'
import { orderModel, refundModel, type OrderDocument, type RefundDocument } from './orders.model.js'
import type { ReportedRefund } from './reported.domain.js'

export type Place = Readonly<{ createdAt: Date; orderId: Id<'ord'> }>
export type OrderFilter = Readonly<{
  /** Only one customer's. */
  facts?: FactScope
  status?: OrderStatus
  source?: string
  /** Beginning of the order number. */
  search?: string
  /** Only orders of these stores; null: of all, and of none. */
  storeCodes?: readonly string[] | null
}>
type ListQuery = OrderFilter & Readonly<{ after?: Place; limit: number }>

const MAX_MS = 2_000
const MAX_REFUNDS = 100
/** A field that only a later version knows goes back as it was read: both versions work while one replaces the other. */
const AS_READ = { strict: false } as const

export type OrderRows = ReturnType<typeof ordersRepository>
export function ordersRepository(db: Connection) {
  const model = orderModel(db)
  const refunds = refundModel(db)
  return {
    async find(orderId: Id<'ord'>, { tx }: { tx?: Tx } = {}): Promise<Order | null> {
      const query = model.findById(orderId, null, { session: tx ?? null })
      const document = await query.lean<OrderDocument>()
      return document === null ? null : orderOf(document)
    },

    /** Those of these ids that exist; a batch's worth. */
    async withIds(orderIds: readonly Id<'ord'>[]): Promise<Map<Id<'ord'>, Order>> {
      const found = model.find({ _id: { $in: orderIds } }).maxTimeMS(MAX_MS)
      const documents = await found.lean<OrderDocument[]>()
      return new Map(documents.map((document) => [document._id, orderOf(document)]))
    },

    async refundsWithIds(ids: readonly Id<'rfd'>[]): Promise<Map<Id<'rfd'>, ReportedRefund>> {
      const found = refunds.find({ _id: { $in: ids } }).maxTimeMS(MAX_MS)
      const documents = await found.lean<RefundDocument[]>()
      return new Map(documents.map((document) => [document._id, refundOf(document)]))
    },

    async refundsOf(orderId: Id<'ord'>): Promise<ReportedRefund[]> {
      const found = refunds.find({ orderId }).sort({ at: 1 }).limit(MAX_REFUNDS)
      return (await found.maxTimeMS(MAX_MS).lean<RefundDocument[]>()).map(refundOf)
    },

    /** Newest first. */
    async list({ after, limit, ...filter }: ListQuery): Promise<Order[]> {
      const matching = model.find(allOf(matches(filter), beyond(after)))
      const newest = matching.sort({ createdAt: -1, _id: -1 }).limit(limit).maxTimeMS(MAX_MS)
      return (await newest.lean<OrderDocument[]>()).map(orderOf)
    },

    /** Orders that wait for payment and whose time is over, longest first. */
    async toClose(now: Date, limit: number): Promise<Order[]> {
      const due = model
        .find({ closeDueAt: { $lte: now } })
        .sort({ closeDueAt: 1 })
        .limit(limit)
      return (await due.maxTimeMS(MAX_MS).lean<OrderDocument[]>()).map(orderOf)
    },

    /** Parcels that count as received by now, longest due first. */
    async toComplete(now: Date, limit: number): Promise<Order[]> {
      const due = model
        .find({ completeDueAt: { $lte: now } })
        .sort({ completeDueAt: 1 })
        .limit(limit)
      return (await due.maxTimeMS(MAX_MS).lean<OrderDocument[]>()).map(orderOf)
    },

    /** A batch that the domain made of what was parsed: casting each once more, as the model does, took most of the time. */
    async insert(orders: readonly Order[], { tx }: { tx: Tx }): Promise<void> {
      await model.insertMany(orders.map(documentOf), { session: tx, lean: true })
    },

    async insertRefunds(fresh: readonly ReportedRefund[], { tx }: { tx: Tx }): Promise<void> {
      const documents = fresh.map(({ refundId: _id, ...fields }) => ({ ...fields, _id }))
      await refunds.insertMany(documents, { session: tx, lean: true })
    },

    /** Writes the order unless it has changed since it was read (`moved-on`). */
    save(order: Order, { tx }: { tx: Tx }): Promise<Saved> {
      return guarded(model.bulkWrite([replacing(order)], { session: tx, ...AS_READ }))
    },

    /** The same for a batch, in order. Throws `order-moved-on` (retriable) unless every one is written. */
    async saveAll(orders: readonly Order[], { tx }: { tx: Tx }): Promise<void> {
      const writes = orders.map(replacing)
      const { matchedCount } = await model.bulkWrite(writes, {
        session: tx,
        ordered: true,
        ...AS_READ,
      })
      if (matchedCount !== orders.length) {
        throw new AppError('order-moved-on', { retriable: true })
      }
    },

    /** Removes those of these reported orders that are as they were placed and have no refund; answers them. */
    async removeUntouched(orderIds: readonly Id<'ord'>[], { tx }: { tx: Tx }): Promise<Order[]> {
      const refunded = await refunds
        .find({ orderId: { $in: orderIds } }, { orderId: 1 }, { session: tx })
        .lean<Pick<RefundDocument, 'orderId'>[]>()
      const kept = new Set(refunded.map(({ orderId }) => orderId))
      const untouched = { _id: { $in: orderIds.filter((id) => !kept.has(id)) }, revision: 0 }
      const found = await model.find(untouched, null, { session: tx }).lean<OrderDocument[]>()
      await model.deleteMany({ _id: { $in: found.map(({ _id }) => _id) } }, { session: tx })
      return found.map(orderOf)
    },

    /** Has the expiry job look again later; leaves the revision alone, as nothing about the order has changed. */
    async closeLater({ orderId: _id, closeDueAt }: Order, next: Date): Promise<void> {
      const change = { $set: { closeDueAt: next }, $inc: { closeAttempts: 1 } }
      await model.updateOne({ _id, closeDueAt }, change)
    },
  }
}

/** Only over the order that was read. */
function replacing(order: Order) {
  const { orderId: _id, revision } = order
  const replacement = documentOf({ ...order, revision: revision + 1 })
  return { replaceOne: { filter: { _id, revision }, replacement } }
}

function matches(filter: OrderFilter): Record<string, unknown> {
  const { facts, status, source, search, storeCodes } = filter
  return {
    ...(facts === undefined ? {} : factsIn(facts, (createdAt) => ({ createdAt }))),
    ...(status === undefined ? {} : { status }),
    ...(source === undefined ? {} : { source }),
    ...(search === undefined ? {} : { orderNo: beginning(search) }),
    ...(storeCodes === undefined || storeCodes === null ? {} : { storeCode: { $in: storeCodes } }),
  }
}

function beginning(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`)
}

function beyond(after: Place | undefined): Record<string, unknown> {
  if (after === undefined) {
    return {}
  }
  const { createdAt, orderId } = after
  return { $or: [{ createdAt: { $lt: createdAt } }, { createdAt, _id: { $lt: orderId } }] }
}

function orderOf({ _id, ...fields }: OrderDocument): Order {
  return { ...fields, orderId: _id }
}

function refundOf({ _id, ...fields }: RefundDocument): ReportedRefund {
  return { ...fields, refundId: _id }
}

function documentOf({ orderId: _id, ...fields }: Order): OrderDocument {
  return { ...fields, _id }
}
