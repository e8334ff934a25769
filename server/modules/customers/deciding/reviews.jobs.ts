import type { Clock } from '../../../platform/clock/index.js'
import { defineJob, type Job } from '../../../platform/jobs/index.js'
import type { Customers } from '../customers.repository.js'
import { netFenOf } from '../resolution/review-worth.domain.js'
import type { Deciding } from './deciding.repository.js'

type Deps = Readonly<{
  deciding: Pick<Deciding, 'weighedLongestAgo' | 'weigh'>
  customers: Pick<Customers, 'identifiersByKey' | 'findMany'>
  clock: Clock
}>

const EVERY_MS = 60_000
/** In one run. */
const BATCH = 1_000

/**
 * Weighs open reviews anew, those first that were weighed longest ago. A review is weighed when it opens; money that its
 * sides bring or get back later moves it in the queue after a minute for each thousand that are open.
 */
export const weighReviews = ({ deciding, customers, clock }: Deps): Job =>
  defineJob({
    name: 'customers.weigh-reviews',
    title: '按牵涉的金额重排身份审核',
    schedule: { everyMs: EVERY_MS },
    async run() {
      const found = await deciding.weighedLongestAgo(BATCH)
      const identifiers = await customers.identifiersByKey([
        ...new Set(found.flatMap(({ keys }) => keys)),
      ])
      const owners = new Map(identifiers.map(({ _id, ownerId }) => [_id, ownerId]))
      const ids = [...new Set([...owners.values()].flatMap((id) => id ?? []))]
      const people = new Map((await customers.findMany(ids)).map((one) => [one._id, one]))
      const weights = found.map(({ _id, keys, netFen: before }) => {
        const theirs = new Set(keys.flatMap((key) => owners.get(key) ?? []))
        const netFen = netFenOf([...theirs].flatMap((id) => people.get(id) ?? []))
        return { reviewId: _id, netFen, isOther: netFen !== before }
      })
      await deciding.weigh(weights, clock.now())
      const moved = weights.filter(({ isOther }) => isOther).length
      return moved === 0 ? null : `${moved} 条审核的金额有变化`
    },
  })
