import type { Clock } from '../../../platform/clock/index.js'
import { businessDay, daysBefore } from '../../../platform/days/index.js'
import { ok, refuse, type Result } from '../../../platform/errors/index.js'
import type { InTransaction } from '../../../platform/mongo/index.js'
import type { Actor, Audit } from '../../operators/index.js'
import { begun, newestReady, type BillDay } from './bill-day.domain.js'
import type { BillRefusal } from './bills.errors.js'
import { RECONCILE_BILLS } from './bills.jobs.js'
import type { BillDifferenceDocument } from './bills.model.js'
import type { BillRows } from './bills.repository.js'

type Deps = Readonly<{
  bills: BillRows
  audit: Pick<Audit, 'record'>
  inTransaction: InTransaction
  requestJob(name: string): Promise<boolean>
  clock: Clock
  mchid: string
}>

export type BillReport = Readonly<{ day: BillDay; openDifferences: number }>
export type BillDayReport = BillReport &
  Readonly<{ differences: readonly BillDifferenceDocument[] }>

/** WeChat keeps bills for three months. */
const KEPT_DAYS = 90
const MAX_DIFFERENCES = 500

/** Compared days as people look at them. */
export type BillsService = ReturnType<typeof billsService>
export function billsService({ bills, audit, inTransaction, requestJob, clock, mchid }: Deps) {
  return {
    /** Newest day first. */
    async list(page: Readonly<{ before?: string; limit: number }>): Promise<BillReport[]> {
      const days = await bills.list(page)
      const open = await bills.openOf(days.map(({ day }) => day))
      return days.map((day) => ({ day, openDifferences: open.get(day.day) ?? 0 }))
    },

    /** One day with its differences, open ones first. */
    async report(wanted: string): Promise<Result<BillDayReport, BillRefusal>> {
      const [day, differences, open] = await Promise.all([
        bills.find(wanted),
        bills.ofDay(wanted, MAX_DIFFERENCES),
        bills.openOf([wanted]),
      ])
      return day === null
        ? refuse('bill-day-not-found')
        : ok({ day, differences, openDifferences: open.get(wanted) ?? 0 })
    },

    /** Compares a day again, or for the first time, as soon as the job can; one that is under way goes on. */
    async runAgain(day: string, actor: Actor): Promise<Result<null, BillRefusal>> {
      const now = clock.now()
      const oldest = businessDay(daysBefore(now, KEPT_DAYS))
      if (day > newestReady(now) || day < oldest) {
        return refuse('bill-day-not-ready')
      }
      await inTransaction(async (tx) => {
        const subject = { type: 'bill-day', id: day }
        await audit.record({ actor, action: 'bill.run', subject }, { tx })
        await bills.request(day, { ...begun(null, { day, mchid }, now), run: 0 }, { tx })
      })
      await requestJob(RECONCILE_BILLS)
      return ok(null)
    },
  }
}
