import type { Logger } from 'pino'
import type { Clock } from '../../platform/clock/index.js'
import { AppError } from '../../platform/errors/index.js'
import { defineJob, type Job } from '../../platform/jobs/index.js'
import type { AskWechat } from './ask-wechat.js'
import { nextQueryAt, type Payment } from './payments.domain.js'
import type { PaymentRows } from './payments.repository.js'

type Deps = Readonly<{ payments: PaymentRows; wechat: AskWechat; clock: Clock; log: Logger }>

const EVERY_MS = 10_000
const BATCH = 50

/** Asks WeChat about payments whose notification has not come, with growing pauses, until there is an end. */
export function paymentJobs({ payments, wechat, clock, log }: Deps): readonly Job[] {
  async function ask(payment: Payment): Promise<void> {
    const isClosed = payment.state === 'closed'
    try {
      // one that we closed while our request was on its way is closed again
      const answer = isClosed ? await wechat.end(payment) : await wechat.query(payment)
      const isOver = isClosed && answer === 'ended'
      await payments.putOff(payment, isOver ? null : nextQueryAt(payment.queries, clock.now()))
    } catch (error) {
      if (!(error instanceof AppError)) {
        throw error
      }
      log.warn({ paymentId: payment.paymentId, code: error.code }, 'payment not queried')
      await payments.putOff(payment, nextQueryAt(payment.queries, clock.now()))
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
          if (isStopping()) {
            break
          }
          await ask(payment)
          asked += 1
        }
        return asked === 0 ? null : `查询了 ${asked} 笔付款`
      },
    }),
  ]
}
