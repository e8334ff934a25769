import { defineJob, type Job } from '../../../platform/jobs/index.js'
import type { ReconcileBills } from './reconcile-bills.js'

/** Stored, and asked for by name when a person wants a day again. */
export const RECONCILE_BILLS = 'payments.reconcile-bills'

/** WeChat has its bills ready at about 10:00; one that is not there yet is asked for again every minute. */
export const billJobs = (reconcile: ReconcileBills): readonly Job[] => [
  defineJob({
    name: RECONCILE_BILLS,
    title: '核对微信账单',
    schedule: { dailyAt: '10:05' },
    run: (context) => reconcile.run(context),
  }),
]
