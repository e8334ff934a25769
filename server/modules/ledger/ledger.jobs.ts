import { defineJob, type Job } from '../../platform/jobs/index.js'
import type { InTransaction } from '../../platform/mongo/index.js'
import type { Balances } from './balances.repository.js'

type Deps = Readonly<{ balances: Balances; inTransaction: InTransaction }>

const EVERY_MS = 5_000
const BATCH = 500

/** Keeps the sums of the days: nobody who moves money has to wait for a document that all the others write, too. */
export function ledgerJobs({ balances, inTransaction }: Deps): readonly Job[] {
  return [
    defineJob({
      name: 'ledger.sum-up',
      title: '账本按日汇总',
      schedule: { everyMs: EVERY_MS },
      async run({ isStopping }) {
        let summed = 0
        while (!isStopping()) {
          const taken = await inTransaction((tx) => balances.sumUp(BATCH, { tx }))
          summed += taken
          if (taken < BATCH) {
            break
          }
        }
        return summed === 0 ? null : `汇总了 ${summed} 笔账`
      },
    }),
  ]
}
