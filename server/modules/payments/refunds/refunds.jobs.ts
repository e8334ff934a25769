import type { Clock } from '../../../platform/clock/index.js'
import { defineJob, type Job } from '../../../platform/jobs/index.js'
import type { RefundRows } from './refunds.repository.js'
import type { sendRefund } from './send-refunds.js'

type Deps = Readonly<{
  refunds: RefundRows
  sendRefund: ReturnType<typeof sendRefund>
  clock: Clock
}>

const EVERY_MS = 2_000
const BATCH = 50
/** At once; WeChat takes 150 a second. */
const SIDE_BY_SIDE = 5

/** Asks WeChat for what we owe and about what it has taken; one refund that fails stops no other. */
export function refundJobs({ refunds, sendRefund: send, clock }: Deps): readonly Job[] {
  return [
    defineJob({
      name: 'payments.send-refunds',
      title: '退款申请与查询',
      schedule: { everyMs: EVERY_MS },
      async run({ isStopping }) {
        const due = await refunds.due(clock.now(), BATCH)
        let sent = 0
        const failures: unknown[] = []
        for (let first = 0; first < due.length && !isStopping(); first += SIDE_BY_SIDE) {
          const together = due.slice(first, first + SIDE_BY_SIDE).map(send)
          for (const result of await Promise.allSettled(together)) {
            if (result.status === 'rejected') {
              failures.push(result.reason)
            } else if (result.value) {
              sent += 1
            }
          }
        }
        if (failures.length > 0) {
          throw new AggregateError(failures, `${failures.length} refunds not worked`)
        }
        return sent === 0 ? null : `处理了 ${sent} 笔退款`
      },
    }),
  ]
}
