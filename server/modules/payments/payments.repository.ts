import type { Connection } from 'mongoose'
import { AppError } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import { guarded, type Saved, type Tx } from '../../platform/mongo/index.js'
import type { Payment } from './payments.domain.js'
import { OPEN_STATES, paymentModel, type PaymentDocument } from './payments.model.js'

const MAX_MS = 2_000
const MAX_PER_ORDER = 20

type Span = Readonly<{
  from: Date
  to: Date
  after: Readonly<{ at: Date; id: string }> | null
  limit: number
}>

export type PaymentRows = ReturnType<typeof paymentsRepository>
export function paymentsRepository(db: Connection) {
  const model = paymentModel(db)
  return {
    async find(paymentId: Id<'pay'>, { tx }: { tx?: Tx } = {}): Promise<Payment | null> {
      const options = tx === undefined ? {} : { session: tx }
      const document = await model.findById(paymentId, null, options).lean<PaymentDocument>()
      return document === null ? null : paymentOf(document)
    },

    /** The payments with these numbers; a batch's worth. */
    async withNumbers(outTradeNos: readonly string[]): Promise<Map<string, Payment>> {
      const found = model.find({ _id: { $in: outTradeNos } }).maxTimeMS(MAX_MS)
      const documents = await found.lean<PaymentDocument[]>()
      return new Map(documents.map((document) => [document._id, paymentOf(document)]))
    },

    /** Every attempt to pay an order, oldest first. */
    async ofOrder(orderId: Id<'ord'>): Promise<Payment[]> {
      const found = model.find({ orderId }).sort({ _id: 1 }).limit(MAX_PER_ORDER)
      return (await found.maxTimeMS(MAX_MS).lean<PaymentDocument[]>()).map(paymentOf)
    },

    /** Those to ask WeChat about, longest due first. */
    async toQuery(now: Date, limit: number): Promise<Payment[]> {
      const due = model
        .find({ nextQueryAt: { $lte: now } })
        .sort({ nextQueryAt: 1 })
        .limit(limit)
      return (await due.maxTimeMS(MAX_MS).lean<PaymentDocument[]>()).map(paymentOf)
    },

    /** Those that WeChat may still be paid under, by number, after `after`. */
    async openAfter(after: string | null, limit: number): Promise<Payment[]> {
      const open = {
        state: { $in: [...OPEN_STATES] },
        ...(after === null ? {} : { _id: { $gt: after } }),
      }
      const found = model.find(open).sort({ _id: 1 }).limit(limit)
      return (await found.maxTimeMS(MAX_MS).lean<PaymentDocument[]>()).map(paymentOf)
    },

    /** Every payment made in this time (`to` not included), oldest first, after `after`. */
    async createdBetween({ from, to, after, limit }: Span): Promise<Payment[]> {
      const beyond = after && [
        { createdAt: { $gt: after.at } },
        { createdAt: after.at, _id: { $gt: after.id } },
      ]
      const within = { createdAt: { $gte: from, $lt: to }, ...(beyond ? { $or: beyond } : {}) }
      const found = model.find(within).sort({ createdAt: 1, _id: 1 }).limit(limit)
      return (await found.maxTimeMS(MAX_MS).lean<PaymentDocument[]>()).map(paymentOf)
    },

    /** New ones as the domain made them: casting each once more would take most of a batch's time. */
    async insert(payments: readonly Payment[], { tx }: { tx: Tx }): Promise<void> {
      await model.insertMany(payments.map(documentOf), { session: tx, lean: true })
    },

    /** Writes the payment unless it has changed since it was read (`moved-on`). */
    save(payment: Payment, { tx }: { tx?: Tx } = {}): Promise<Saved> {
      const { paymentId: _id, revision } = payment
      const next = documentOf({ ...payment, revision: revision + 1 })
      const options = { runValidators: true, ...(tx === undefined ? {} : { session: tx }) }
      return guarded(model.replaceOne({ _id, revision }, next, options))
    },

    /** The same for a batch, in order. Throws `payment-moved-on` (retriable) unless every one is written. */
    async saveAll(payments: readonly Payment[], { tx }: { tx: Tx }): Promise<void> {
      const writes = payments.map((payment) => ({
        replaceOne: {
          filter: { _id: payment.paymentId, revision: payment.revision },
          replacement: documentOf({ ...payment, revision: payment.revision + 1 }),
        },
      }))
      const { matchedCount } = await model.bulkWrite(writes, { session: tx, ordered: true })
      if (matchedCount !== payments.length) {
        throw new AppError('payment-moved-on', { retriable: true })
      }
    },

    /** Frees amounts that refunds had reserved and were let go of. */
    async release(
      refunds: readonly Readonly<{ paymentId: Id<'pay'>; amountFen: number }>[],
      { tx }: { tx: Tx },
    ): Promise<void> {
      const writes = refunds.map(({ paymentId: _id, amountFen }) => ({
        updateOne: {
          filter: { _id },
          update: { $inc: { refundReservedFen: -amountFen, revision: 1 } },
        },
      }))
      if (writes.length > 0) {
        await model.bulkWrite(writes, { session: tx })
      }
    },

    /** Puts the next question off; leaves the revision alone, as nothing about the payment has changed. */
    async putOff({ paymentId: _id, nextQueryAt }: Payment, next: Date | null): Promise<void> {
      const change =
        next === null
          ? { $unset: { nextQueryAt: '' }, $inc: { queries: 1 } }
          : { $set: { nextQueryAt: next }, $inc: { queries: 1 } }
      await model.updateOne({ _id, nextQueryAt }, change)
    },
  }
}

function paymentOf({ _id, ...fields }: PaymentDocument): Payment {
  return { ...fields, paymentId: _id }
}

function documentOf({ paymentId: _id, ...fields }: Payment): PaymentDocument {
  return { ...fields, _id }
}
