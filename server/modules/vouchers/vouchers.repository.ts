import type { Connection } from 'mongoose'
import type { Id } from '../../platform/ids/index.js'
import { guarded, type Saved, type Tx } from '../../platform/mongo/index.js'
import type { HolderKey, Redemption, Voucher, VoucherState } from './voucher.domain.js'
import {
  redemptionModel,
  voucherCodeModel,
  voucherModel,
  type RedemptionDocument,
  type VoucherCodeDocument,
  type VoucherDocument,
} from './vouchers.model.js'

export type Place = Readonly<{ at: Date; id: string }>
export type VoucherFilter = Readonly<{
  holders?: readonly HolderKey[]
  /** Given away: paid for by these, and held by somebody else. */
  givenBy?: readonly HolderKey[]
  orderId?: Id<'ord'>
  states?: readonly VoucherState[]
  /** Only what can be redeemed in one of these stores; null: all. */
  storeCodes?: readonly string[] | null
}>
type Page = Readonly<{ after?: Place; limit: number }>

const MAX_MS = 2_000
const MAX_PER_ORDER = 100
/** Of one voucher: 20 uses, and what was taken back of them. */
const MAX_REDEMPTIONS = 200

export type VoucherRows = ReturnType<typeof vouchersRepository>
export function vouchersRepository(db: Connection) {
  const model = voucherModel(db)
  const codes = voucherCodeModel(db)
  const redemptions = redemptionModel(db)

  const find = async (voucherId: Id<'vch'>, { tx }: { tx?: Tx } = {}): Promise<Voucher | null> => {
    const document = await model
      .findById(voucherId, null, { session: tx ?? null })
      .lean<VoucherDocument>()
    return document === null ? null : voucherOf(document)
  }

  return {
    find,

    /** The voucher that this code opens now. */
    async withCode(codeKey: string, { tx }: { tx?: Tx } = {}): Promise<Voucher | null> {
      const guard = await codes
        .findById(codeKey, null, { session: tx ?? null })
        .lean<VoucherCodeDocument>()
      return guard === null ? null : find(guard.voucherId, tx === undefined ? {} : { tx })
    },

    /** Those of these that exist; a page's worth. */
    async withIds(ids: readonly Id<'vch'>[]): Promise<Map<string, Voucher>> {
      const found = model.find({ _id: { $in: ids } }).maxTimeMS(MAX_MS)
      const documents = await found.lean<VoucherDocument[]>()
      return new Map(documents.map((document) => [document._id, voucherOf(document)]))
    },

    /** The codes of an order, in the order of their ids. */
    async ofOrder(orderId: Id<'ord'>, { tx }: { tx?: Tx } = {}): Promise<Voucher[]> {
      const found = model.find({ orderId }, null, { session: tx ?? null }).limit(MAX_PER_ORDER)
      return (await found.lean<VoucherDocument[]>()).map(voucherOf).sort(byId)
    },

    /** Newest first. */
    async list({ after, limit, ...filter }: VoucherFilter & Page): Promise<Voucher[]> {
      const found = model
        .find({ $and: [matches(filter), beyond(after, 'createdAt')] })
        .sort({ createdAt: -1, _id: -1 })
        .limit(limit)
      return (await found.maxTimeMS(MAX_MS).lean<VoucherDocument[]>()).map(voucherOf)
    },

    /** Whose end, or whose offer's end, has come; longest first. */
    async due(now: Date, limit: number): Promise<Voucher[]> {
      const found = model
        .find({ dueAt: { $lte: now } })
        .sort({ dueAt: 1 })
        .limit(limit)
      return (await found.maxTimeMS(MAX_MS).lean<VoucherDocument[]>()).map(voucherOf)
    },

    /** Whose owner is to be told that they end soon. */
    async toRemind(now: Date, limit: number): Promise<Voucher[]> {
      const found = model
        .find({ remindAt: { $lte: now } })
        .sort({ remindAt: 1 })
        .limit(limit)
      return (await found.maxTimeMS(MAX_MS).lean<VoucherDocument[]>()).map(voucherOf)
    },

    async insert(fresh: readonly Voucher[], { tx }: { tx: Tx }): Promise<void> {
      const guards = fresh.map(({ codeKey: _id, voucherId }) => ({ _id, voucherId }))
      await codes.insertMany(guards, { session: tx })
      await model.insertMany(fresh.map(documentOf), { session: tx })
    },

    /** The code of before opens nothing any more, the new one does. */
    async replaceCode(
      { voucherId, codeKey }: Pick<Voucher, 'voucherId' | 'codeKey'>,
      next: string,
      { tx }: { tx: Tx },
    ): Promise<void> {
      await codes.deleteOne({ _id: codeKey }, { session: tx })
      await codes.insertMany([{ _id: next, voucherId }], { session: tx })
    },

    /** Writes the voucher unless it has changed since it was read (`moved-on`). */
    save(voucher: Voucher, { tx }: { tx: Tx }): Promise<Saved> {
      const { voucherId: _id, revision } = voucher
      const next = documentOf({ ...voucher, revision: revision + 1 })
      return guarded(model.replaceOne({ _id, revision }, next, { session: tx }))
    },

    /** Has the job look again later; nothing about the voucher has changed. */
    async dueLater({ voucherId: _id, dueAt }: Voucher, next: Date): Promise<void> {
      await model.updateOne({ _id, dueAt }, { $set: { dueAt: next } })
    },

    async redemption(
      redemptionId: Id<'rdm'>,
      { tx }: { tx?: Tx } = {},
    ): Promise<Redemption | null> {
      const document = await redemptions
        .findById(redemptionId, null, { session: tx ?? null })
        .lean<RedemptionDocument>()
      return document === null ? null : redemptionOf(document)
    },

    async redemptionsOf(voucherId: Id<'vch'>): Promise<Redemption[]> {
      const found = redemptions.find({ voucherId }).sort({ at: 1 }).limit(MAX_REDEMPTIONS)
      return (await found.maxTimeMS(MAX_MS).lean<RedemptionDocument[]>()).map(redemptionOf)
    },

    /** Newest first, of these stores; null: of all. */
    async redemptions({
      storeCodes,
      after,
      limit,
    }: Page & Readonly<{ storeCodes: readonly string[] | null }>): Promise<Redemption[]> {
      const inStores = storeCodes === null ? {} : { storeCode: { $in: storeCodes } }
      const found = redemptions
        .find({ $and: [inStores, beyond(after, 'at')] })
        .sort({ at: -1, _id: -1 })
        .limit(limit)
      return (await found.maxTimeMS(MAX_MS).lean<RedemptionDocument[]>()).map(redemptionOf)
    },

    async insertRedemption(
      { redemptionId: _id, ...fields }: Redemption,
      { tx }: { tx: Tx },
    ): Promise<void> {
      await redemptions.insertMany([{ ...fields, _id }], { session: tx })
    },

    /** Unless it was taken back before (`moved-on`). */
    undo(
      { redemptionId: _id }: Pick<Redemption, 'redemptionId'>,
      { at: undoneAt, by: undoneBy, tx }: { at: Date; by: string; tx: Tx },
    ): Promise<Saved> {
      const isStanding = { _id, undoneAt: { $exists: false } }
      return guarded(
        redemptions.updateOne(isStanding, { $set: { undoneAt, undoneBy } }, { session: tx }),
      )
    },
  }
}

function matches({
  holders,
  givenBy,
  orderId,
  states,
  storeCodes,
}: VoucherFilter): Record<string, unknown> {
  const given =
    givenBy === undefined ? {} : { payerKey: { $in: givenBy }, givenAt: { $exists: true } }
  const usable =
    storeCodes === undefined || storeCodes === null
      ? {}
      : { $or: [{ storeCodes: { $size: 0 } }, { storeCodes: { $in: storeCodes } }] }
  return {
    ...(holders === undefined ? {} : { identifierKey: { $in: holders } }),
    ...given,
    ...(orderId === undefined ? {} : { orderId }),
    ...(states === undefined ? {} : { state: { $in: states } }),
    ...usable,
  }
}

function beyond(after: Place | undefined, field: 'createdAt' | 'at'): Record<string, unknown> {
  return after === undefined
    ? {}
    : { $or: [{ [field]: { $lt: after.at } }, { [field]: after.at, _id: { $lt: after.id } }] }
}

const byId = (one: Voucher, other: Voucher): number => (one.voucherId < other.voucherId ? -1 : 1)

function voucherOf({ _id, ...fields }: VoucherDocument): Voucher {
  return { ...fields, voucherId: _id }
}

function redemptionOf({ _id, ...fields }: RedemptionDocument): Redemption {
  return { ...fields, redemptionId: _id }
}

function documentOf({ voucherId: _id, ...fields }: Voucher): VoucherDocument {
  return { ...fields, _id }
}
