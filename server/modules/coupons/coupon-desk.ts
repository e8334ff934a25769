import type { Clock } from '../../platform/clock/index.js'
import { invariant } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import { postings, type Ledger } from '../ledger/index.js'
import type { CouponDesk } from '../orders/index.js'
import {
  decideGiveBack,
  decideLock,
  decideUse,
  isUsable,
  type IssuedCoupon,
} from './coupons.domain.js'
import type { CouponRows } from './coupons.repository.js'

type Deps = Readonly<{ coupons: CouponRows; ledger: Pick<Ledger, 'post'>; clock: Clock }>

const MAX_SHOWN = 50

/** What orders do with coupons, in their transactions; the memo is posted in the same one. */
export function couponDesk({ coupons, ledger, clock }: Deps): CouponDesk {
  return {
    async usable(facts, couponId) {
      const query = { at: clock.now(), couponId, limit: MAX_SHOWN }
      return (await coupons.usable(facts, query)).map(heldOf)
    },

    async lockable(wanted, { tx }) {
      const found = await coupons.withIds(idsOf(wanted), { tx })
      const free = wanted.filter(({ couponId, at }) => {
        const coupon = found.get(couponId)
        return coupon !== undefined && isUsable(coupon, at)
      })
      return new Set(idsOf(free))
    },

    async lock(locks, { tx }) {
      const found = await coupons.withIds(idsOf(locks), { tx })
      const locked = locks.flatMap(({ couponId, ...order }) => {
        const coupon = found.get(couponId)
        const decision = coupon === undefined ? null : decideLock(coupon, order)
        invariant(decision?.ok === true, 'only what is lockable in a transaction is locked in it')
        return decision.value ?? []
      })
      await coupons.saveAll(locked, { tx })
    },

    async use({ couponId, ...of }, { tx }) {
      const coupon = (await coupons.withIds([couponId], { tx })).get(couponId)
      invariant(coupon !== undefined, 'a coupon of an order exists')
      const used = decideUse(coupon, of)
      if (used !== null) {
        const { orderId, at, discountFen: amountFen } = of
        await ledger.post([postings.couponUsed(memoOf(used, { orderId, at, amountFen }))], { tx })
        await coupons.saveAll([used], { tx })
      }
    },

    async giveBack({ couponId, ...of }, { tx }) {
      const coupon = (await coupons.withIds([couponId], { tx })).get(couponId)
      const back = coupon === undefined ? null : decideGiveBack(coupon, of)
      if (coupon === undefined || back === null) {
        return
      }
      if (coupon.state === 'used') {
        const memo = memoOf(coupon, { ...of, amountFen: coupon.discountFen ?? 0 })
        await ledger.post([postings.couponReturned(memo)], { tx })
      }
      await coupons.saveAll([back], { tx })
    },
  }
}

const idsOf = (list: readonly Readonly<{ couponId: Id<'cpn'> }>[]) =>
  list.map(({ couponId }) => couponId)

function heldOf(coupon: IssuedCoupon) {
  const { couponId, name, terms, thresholdFen, productIds, coversVouchers, endsAt } = coupon
  return {
    ...{ couponId, name, terms, thresholdFen, coversVouchers, endsAt },
    ...(productIds === undefined ? {} : { productIds }),
  }
}

/** A coupon may be used again after it came back: each time is a cause of its own. */
function memoOf(
  { couponId, lockedAt }: IssuedCoupon,
  memo: Readonly<{ orderId: Id<'ord'>; at: Date; amountFen: number }>,
) {
  return { ...memo, cause: `${couponId}:${memo.orderId}:${lockedAt?.getTime() ?? 0}` }
}
