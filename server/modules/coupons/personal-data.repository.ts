import type { Connection } from 'mongoose'
import type { PersonalDataHolder } from '../../platform/personal-data/index.js'
import { factsIn, type FactScope } from '../customers/index.js'
import type { CouponState } from './coupons.domain.js'
import { couponModel, takerModel, type CouponDocument } from './coupons.model.js'
import type { HolderKey } from './terms.domain.js'

const MAX_ROWS = 5_000
const MAX_MS = 10_000

const STATES: Readonly<Record<CouponState, string>> = {
  issued: '可用',
  locked: '下单占用',
  used: '已用',
  returned: '已退回，可用',
  expired: '已过期',
}

/** Coupons of one person. Erased, they keep what they took off, which the books need, and nobody. */
export function couponsPersonalData(db: Connection): PersonalDataHolder {
  const coupons = couponModel(db)
  const takers = takerModel(db)
  return {
    name: 'coupons',
    async exportFor(scope) {
      const found = await coupons
        .find(factsIn(scope as FactScope, (issuedAt) => ({ issuedAt })))
        .sort({ issuedAt: -1, _id: -1 })
        .limit(MAX_ROWS + 1)
        .maxTimeMS(MAX_MS)
        .lean<CouponDocument[]>()
      const rows = found.slice(0, MAX_ROWS).map((coupon) => ({
        issuedAt: coupon.issuedAt.toISOString(),
        name: coupon.name,
        state: coupon.state,
        endsAt: coupon.endsAt.toISOString(),
        usedAt: coupon.usedAt?.toISOString() ?? null,
        discountFen: coupon.discountFen ?? null,
      }))
      return [
        {
          name: 'coupons',
          title: '优惠券',
          columns: [
            { field: 'issuedAt', title: '领取时间', kind: 'time' },
            { field: 'name', title: '名称', kind: 'text' },
            { field: 'state', title: '状态', kind: 'text', words: STATES },
            { field: 'endsAt', title: '有效期至', kind: 'time' },
            { field: 'usedAt', title: '使用时间', kind: 'time' },
            { field: 'discountFen', title: '优惠', kind: 'fen' },
          ],
          rows,
          isCapped: found.length > MAX_ROWS,
        },
      ]
    },
    async eraseFor({ tombstones }, { tx, limit }) {
      const identifierKey = { $in: [...tombstones.keys()] as HolderKey[] }
      const found = await coupons
        .find({ identifierKey }, { identifierKey: 1 }, { session: tx })
        .limit(limit)
        .lean<Pick<CouponDocument, '_id' | 'identifierKey'>[]>()
      if (found.length > 0) {
        await coupons.bulkWrite(
          found.map(({ _id, identifierKey: key }) => {
            const change = { identifierKey: tombstones.get(key) as HolderKey }
            return {
              updateOne: { filter: { _id }, update: { $set: change, $inc: { revision: 1 } } },
            }
          }),
          { session: tx },
        )
      }
      const { deletedCount } = await takers.deleteMany({ identifierKey }, { session: tx })
      return found.length + deletedCount
    },
  }
}
