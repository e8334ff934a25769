import type { Connection } from 'mongoose'
import type { Id } from '../../platform/ids/index.js'
import { guarded, type Saved, type Tx } from '../../platform/mongo/index.js'
import type { Shipment, ShipmentState } from './shipping.domain.js'
import { shipmentModel, type ShipmentDocument } from './shipping.model.js'

type Place = Readonly<{ at: Date; paymentId: Id<'pay'> }>
type ListQuery = Readonly<{ state?: ShipmentState; after?: Place; limit: number }>

const MAX_MS = 2_000

export type Shipments = ReturnType<typeof shippingRepository>
export function shippingRepository(db: Connection) {
  const model = shipmentModel(db)
  return {
    async find(paymentId: Id<'pay'>, { tx }: { tx?: Tx } = {}): Promise<Shipment | null> {
      const found = model.findById(paymentId, null, within(tx))
      const document = await found.lean<ShipmentDocument>()
      return document === null ? null : shipmentOf(document)
    },

    /** Those of these payments that there are; a batch's worth. */
    async withIds(paymentIds: readonly Id<'pay'>[]): Promise<Map<string, Shipment>> {
      const found = model.find({ _id: { $in: paymentIds } }).maxTimeMS(MAX_MS)
      const documents = await found.lean<ShipmentDocument[]>()
      return new Map(documents.map((document) => [document._id, shipmentOf(document)]))
    },

    /** What is to be reported or reminded of, longest due first. */
    async due(now: Date, limit: number): Promise<Shipment[]> {
      const found = model
        .find({ nextAt: { $lte: now } })
        .sort({ nextAt: 1 })
        .limit(limit)
      return (await found.maxTimeMS(MAX_MS).lean<ShipmentDocument[]>()).map(shipmentOf)
    },

    /** Newest first. */
    async list({ state, after, limit }: ListQuery): Promise<Shipment[]> {
      const filter = {
        ...(state === undefined ? {} : { state }),
        ...(after === undefined ? {} : { $or: beyond(after) }),
      }
      const newest = model.find(filter).sort({ fulfilledAt: -1, _id: -1 }).limit(limit)
      return (await newest.maxTimeMS(MAX_MS).lean<ShipmentDocument[]>()).map(shipmentOf)
    },

    async insert(shipment: Shipment, { tx }: { tx: Tx }): Promise<void> {
      await model.insertMany([documentOf(shipment)], { session: tx })
    },

    /** Writes the shipment unless it has changed since it was read (`moved-on`). */
    save(shipment: Shipment, { tx }: { tx?: Tx } = {}): Promise<Saved> {
      const { paymentId: _id, revision } = shipment
      const next = documentOf({ ...shipment, revision: revision + 1 })
      const options = { runValidators: true, ...within(tx) }
      return guarded(model.replaceOne({ _id, revision }, next, options))
    },

    /** Takes a due one for this process before it calls WeChat: nobody else looks at it until then. */
    async take({ paymentId: _id, nextAt }: Shipment, until: Date): Promise<boolean> {
      const { modifiedCount } = await model.updateOne({ _id, nextAt }, { $set: { nextAt: until } })
      return modifiedCount === 1
    },
  }
}

const beyond = ({ at, paymentId }: Place) => [
  { fulfilledAt: { $lt: at } },
  { fulfilledAt: at, _id: { $lt: paymentId } },
]

const within = (tx: Tx | undefined) => (tx === undefined ? {} : { session: tx })

function shipmentOf({ _id, ...fields }: ShipmentDocument): Shipment {
  return { ...fields, paymentId: _id }
}

function documentOf({ paymentId: _id, ...fields }: Shipment): ShipmentDocument {
  return { ...fields, _id }
}
