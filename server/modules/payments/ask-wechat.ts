import type { Logger } from 'pino'
import type { Clock } from '../../platform/clock/index.js'
import { AppError, unreachable } from '../../platform/errors/index.js'
import type { Payment } from './payments.domain.js'
import {
  PAY_QUERY_SOURCE,
  PAYMENT_NOTIFIED,
  payPartition,
  type EventInbox,
  type PayGateway,
  type PaymentReport,
} from './payments.ports.js'

/**
 * paid: the report is in the inbox and takes its way · ended: no money can come any more · asked-too-early: WeChat does
 * not know the number, perhaps because our request is still on its way · open: neither; ask again later.
 */
export type Answer = 'paid' | 'ended' | 'asked-too-early' | 'open'

type Deps = Readonly<{ gateway: PayGateway; inbox: EventInbox; clock: Clock; log: Logger }>

/** Our requests give up after this time at the latest; later none can arrive at WeChat any more. */
const REQUEST_MAX_MS = 30_000

export type AskWechat = ReturnType<typeof askWechat>
export function askWechat({ gateway, inbox, clock, log }: Deps) {
  async function store(report: PaymentReport): Promise<void> {
    await inbox.insert({
      key: `pay-query:${report.outTradeNo}:${report.state}`,
      source: PAY_QUERY_SOURCE,
      type: PAYMENT_NOTIFIED,
      partitionKey: payPartition(report.outTradeNo),
      occurredAt: report.paidAt ?? clock.now(),
      payload: JSON.stringify(report),
    })
  }

  const isTooEarly = ({ prepayAskedAt }: Payment): boolean =>
    prepayAskedAt !== undefined && clock.now().getTime() - prepayAskedAt.getTime() < REQUEST_MAX_MS

  /** What WeChat says, told to the inbox when it is an end. Throws when there is no answer. */
  async function query(payment: Payment): Promise<Answer> {
    const report = await gateway.queryByOutTradeNo(payment.paymentId)
    if (report === 'order-not-exist') {
      return isTooEarly(payment) ? 'asked-too-early' : 'ended'
    }
    switch (report.state) {
      case 'success':
      case 'refund':
        await store(report)
        return 'paid'
      case 'closed':
      case 'revoked':
        await store(report)
        return 'ended'
      case 'not-paid':
      case 'paying':
      case 'failed':
        return 'open'
      default:
        return unreachable(report.state)
    }
  }

  async function close(payment: Payment): Promise<Answer> {
    const answer = await gateway.close(payment.paymentId)
    switch (answer) {
      case 'closed':
        return 'ended'
      case 'paid':
        return query(payment)
      case 'order-not-exist':
        return isTooEarly(payment) ? 'asked-too-early' : 'ended'
      default:
        return unreachable(answer)
    }
  }

  /** No answer is no end: `open`. */
  async function unlessSilent(payment: Payment, question: () => Promise<Answer>): Promise<Answer> {
    try {
      return await question()
    } catch (error) {
      if (!(error instanceof AppError)) {
        throw error
      }
      log.warn({ paymentId: payment.paymentId, code: error.code }, 'no answer about a payment')
      return 'open'
    }
  }

  return {
    query,

    /** The same for somebody who is waiting: when WeChat is silent, nothing is known yet. */
    tryQuery: (payment: Payment): Promise<Answer> => unlessSilent(payment, () => query(payment)),

    /**
     * Makes sure that no money can come any more: asks first, since a paid answer wins, then closes. An unknown outcome
     * is `open`: try again later.
     */
    async end(payment: Payment): Promise<Answer> {
      if (payment.prepayAskedAt === undefined) {
        return 'ended' // WeChat has never heard of it
      }
      return unlessSilent(payment, async () => {
        const answer = await query(payment)
        return answer === 'open' ? close(payment) : answer
      })
    },

    /** When to ask again about a number that WeChat did not know. */
    askAgainAt: (): Date => new Date(clock.now().getTime() + REQUEST_MAX_MS),
  }
}
