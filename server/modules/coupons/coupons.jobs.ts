import type { Logger } from 'pino'
import type { Clock } from '../../platform/clock/index.js'
import { defineJob, type Job } from '../../platform/jobs/index.js'
import type { InTransaction } from '../../platform/mongo/index.js'
import type { Outbox } from '../../platform/outbox/index.js'
import { decideDue, type IssuedCoupon } from './coupons.domain.js'
import { CouponEnding } from './coupons.events.js'
import type { CouponRows } from './coupons.repository.js'

type Deps = Readonly<{
  coupons: CouponRows
  outbox: Outbox
  inTransaction: InTransaction
  clock: Clock
  log: Logger
}>

const EVERY_MS = 60_000
const BATCH = 200
/** Of one run: the rest is for the next. */
const MAX_BATCHES = 50

/** Ends coupons whose time is over and says, once, which end soon. One that has moved on meanwhile stops no other. */
export function couponJobs({ coupons, outbox, inTransaction, clock, log }: Deps): readonly Job[] {
  async function look(coupon: IssuedCoupon, now: Date): Promise<'remind' | 'expire' | null> {
    const due = decideDue(coupon, now)
    if (due === null) {
      return null
    }
    const { couponId, identifierKey, name, endsAt } = coupon
    try {
      await inTransaction(async (tx) => {
        const events =
          due.kind === 'remind' ? [CouponEnding({ couponId, identifierKey, name, endsAt })] : []
        await outbox.append(events, { tx })
        await coupons.saveAll([due.coupon], { tx })
      })
      return due.kind
    } catch (error) {
      log.info({ couponId, err: error }, 'coupon not looked at, will be again')
      return null
    }
  }

  return [
    defineJob({
      name: 'coupons.due',
      title: '优惠券到期与到期提醒',
      schedule: { everyMs: EVERY_MS },
      async run({ isStopping }) {
        const done = { remind: 0, expire: 0 }
        for (let batch = 0; batch < MAX_BATCHES && !isStopping(); batch += 1) {
          const now = clock.now()
          const due = await coupons.due(now, BATCH)
          const kinds: ('remind' | 'expire' | null)[] = []
          for (const coupon of due) {
            kinds.push(await look(coupon, now))
          }
          for (const kind of kinds.filter((one) => one !== null)) {
            done[kind] += 1
          }
          if (due.length < BATCH || kinds.every((kind) => kind === null)) {
            break
          }
        }
        const { remind, expire } = done
        return remind + expire === 0 ? null : `到期 ${expire} 张，提醒 ${remind} 张`
      },
    }),
  ]
}
