import type { Logger } from 'pino'
import type { Clock } from '../../platform/clock/index.js'
import { AppError } from '../../platform/errors/index.js'
import { CallFailed } from '../../platform/http-client/index.js'
import { defineJob, type Job } from '../../platform/jobs/index.js'
import type { AskWechat } from './ask-wechat.js'
import { nextQueryAt, type Payment } from './payments.domain.js'
import type { PaymentRows } from './payments.repository.js'
import type { ReconcilePayments } from './reconcile-payments.js'

type Deps = Readonly<{
  payments: PaymentRows
  wechat: AskWechat
  reconcile: ReconcilePayments
  clock: Clock
  log: Logger
}>

/** Stored, and asked for by name after a gap. */
export const RECONCILE_PAYMENTS = 'payments.reconcile'

const EVERY_MS = 10_000
const BATCH = 50

/** Asks WeChat about payments whose notification has not come, with growing pauses, until there is an end. */
export function paymentJobs({ payments, wechat, reconcile, clock, log }: Deps): readonly Job[] {
  /** False: WeChat wants a pause, so that the others are not asked about either, and none of them is put off. */
  async function ask(payment: Payment): Promise<boolean> {
    const isClosed = payment.state === 'closed'
    try {
      // one that we closed while our request was on its way is closed again
      const answer = isClosed ? await wechat.end(payment) : await wechat.query(payment)
      const isOver = isClosed && answer === 'ended'
      await payments.putOff(payment, isOver ? null : nextQueryAt(payment.queries, clock.now()))
      return true
    } catch (error) {
      if (!(error instanceof AppError)) {
        throw error
      }
      log.warn({ paymentId: payment.paymentId, code: error.code }, 'payment not queried')
      if (error instanceof CallFailed && error.retryAfterMs !== undefined) {
        return false
      }
      await payments.putOff(payment, nextQueryAt(payment.queries, clock.now()))
      return true
    }
  }

  return [
    defineJob({
      name: 'payments.query-open',
      title: '查询未收到通知的付款',
      schedule: { everyMs: EVERY_MS },
      async run({ isStopping }) {
        const due = await payments.toQuery(clock.now(), BATCH)
        let asked = 0
        for (const payment of due) {
          if (isStopping() || !(await ask(payment))) {
            break
          }
          asked += 1
        }
        return asked === 0 ? null : `查询了 ${asked} 笔付款`
      },
    }),
    defineJob({
      name: RECONCILE_PAYMENTS,
      title: '核对昨天的和未完结的付款',
      schedule: { dailyAt: '03:10' },
      run: (context) => reconcile.run(context),
    }),
  ]
}
