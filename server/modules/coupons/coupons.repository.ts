import type { Connection } from 'mongoose'
import { AppError } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { Tx } from '../../platform/mongo/index.js'
import { allOf, factsIn, type FactScope } from '../customers/index.js'
import type { CouponState, IssuedCoupon } from './coupons.domain.js'
import { couponModel, type CouponDocument } from './coupons.model.js'

export type CouponPlace = Readonly<{ issuedAt: Date; couponId: Id<'cpn'> }>
export type CouponFigures = Readonly<{
  used: number
  usedFen: number
  locked: number
  expired: number
}>

const MAX_MS = 2_000
const FREE: CouponState[] = ['issued', 'returned']

export type CouponRows = ReturnType<typeof couponsRepository>
export function couponsRepository(db: Connection) {
  const model = couponModel(db)
  return {
    async withIds(
      couponIds: readonly Id<'cpn'>[],
      { tx }: { tx?: Tx } = {},
    ): Promise<Map<Id<'cpn'>, IssuedCoupon>> {
      const query = model.find({ _id: { $in: couponIds } }, null, { session: tx ?? null })
      const documents = await query.maxTimeMS(MAX_MS).lean<CouponDocument[]>()
      return new Map(documents.map((document) => [document._id, couponOf(document)]))
    },

    /** What these facts' customer may use at this moment, soonest ending first. `couponId`: only this one. */
    async usable(
      facts: FactScope,
      { at, couponId, limit }: { at: Date; couponId?: Id<'cpn'>; limit: number },
    ): Promise<IssuedCoupon[]> {
      const free = { state: { $in: FREE }, startsAt: { $lte: at }, endsAt: { $gt: at } }
      const only = couponId === undefined ? {} : { _id: couponId }
      const own = factsIn(facts, (issuedAt) => ({ issuedAt }))
      const found = model
        .find(allOf(own, free, only))
        .sort({ endsAt: 1 })
        .limit(limit)
      return (await found.maxTimeMS(MAX_MS).lean<CouponDocument[]>()).map(couponOf)
    },

    /** A customer's, newest first. */
    async list(
      facts: FactScope,
      {
        states,
        after,
        limit,
      }: { states: readonly CouponState[]; after?: CouponPlace; limit: number },
    ): Promise<IssuedCoupon[]> {
      const own = factsIn(facts, (issuedAt) => ({ issuedAt }))
      const matching = model.find(allOf(own, { state: { $in: states } }, beyond(after)))
      const newest = matching.sort({ issuedAt: -1, _id: -1 }).limit(limit).maxTimeMS(MAX_MS)
      return (await newest.lean<CouponDocument[]>()).map(couponOf)
    },

    async insert(coupon: IssuedCoupon, { tx }: { tx: Tx }): Promise<void> {
      await model.insertMany([documentOf(coupon)], { session: tx })
    },

    /** Writes each over what was read. Throws `coupon-busy` (retriable) when one has changed meanwhile. */
    async saveAll(coupons: readonly IssuedCoupon[], { tx }: { tx: Tx }): Promise<void> {
      const writes = coupons.map((coupon) => {
        const { couponId: _id, revision } = coupon
        const replacement = documentOf({ ...coupon, revision: revision + 1 })
        return { replaceOne: { filter: { _id, revision }, replacement } }
      })
      const { matchedCount } = await model.bulkWrite(writes, { session: tx, ordered: true })
      if (matchedCount !== coupons.length) {
        throw new AppError('coupon-busy', { retriable: true })
      }
    },

    /** What the job has to look at, longest due first. */
    async due(at: Date, limit: number): Promise<IssuedCoupon[]> {
      const due = model
        .find({ dueAt: { $lte: at } })
        .sort({ dueAt: 1 })
        .limit(limit)
      return (await due.maxTimeMS(MAX_MS).lean<CouponDocument[]>()).map(couponOf)
    },

    /** What became of the coupons of these templates. */
    async figures(templateIds: readonly Id<'cpt'>[]): Promise<Map<Id<'cpt'>, CouponFigures>> {
      const states: CouponState[] = ['used', 'locked', 'expired']
      const rows = await model
        .aggregate<{ _id: { templateId: Id<'cpt'>; state: CouponState }; n: number; fen: number }>([
          { $match: { templateId: { $in: [...templateIds] }, state: { $in: states } } },
          {
            $group: {
              _id: { templateId: '$templateId', state: '$state' },
              n: { $sum: 1 },
              fen: { $sum: '$discountFen' },
            },
          },
        ])
        .option({ maxTimeMS: MAX_MS })
      const of = (templateId: Id<'cpt'>, state: CouponState) =>
        rows.find(({ _id }) => _id.templateId === templateId && _id.state === state)
      return new Map(
        templateIds.map((templateId) => [
          templateId,
          {
            used: of(templateId, 'used')?.n ?? 0,
            usedFen: of(templateId, 'used')?.fen ?? 0,
            locked: of(templateId, 'locked')?.n ?? 0,
            expired: of(templateId, 'expired')?.n ?? 0,
          },
        ]),
      )
    },
  }
}

function beyond(after: CouponPlace | undefined): Record<string, unknown> {
  if (after === undefined) {
    return {}
  }
  const { issuedAt, couponId } = after
  return { $or: [{ issuedAt: { $lt: issuedAt } }, { issuedAt, _id: { $lt: couponId } }] }
}

function couponOf({ _id, ...fields }: CouponDocument): IssuedCoupon {
  return { ...fields, couponId: _id }
}

function documentOf({ couponId: _id, ...fields }: IssuedCoupon): CouponDocument {
  return { ...fields, _id }
}
