import type { Logger } from 'pino'
import type { Clock } from '../../../platform/clock/index.js'
import { AppError } from '../../../platform/errors/index.js'
import { CallFailed } from '../../../platform/http-client/index.js'
import type { InTransaction } from '../../../platform/mongo/index.js'
import type { Outbox } from '../../../platform/outbox/index.js'
import type { Ledger } from '../../ledger/index.js'
import { PAY_QUERY_SOURCE, type EventInbox } from '../payments.ports.js'
import type { PaymentRows } from '../payments.repository.js'
import {
  askedAgain,
  decideTrouble,
  outRefundNo,
  REFUNDABLE_MS,
  type Refund,
} from './refund.domain.js'
import { released } from './refund-books.js'
import { RefundFailed } from './refunds.events.js'
import {
  REFUND_NOTIFIED,
  refundPartition,
  type RefundGateway,
  type RefundReport,
} from './refunds.ports.js'
import type { RefundRows } from './refunds.repository.js'

type Deps = Readonly<{
  refunds: RefundRows
  payments: PaymentRows
  gateway: RefundGateway
  inbox: EventInbox
  ledger: Ledger
  outbox: Outbox
  inTransaction: InTransaction
  clock: Clock
  log: Logger
  notifyUrl: string
}>

/** Longer than a request and its answer take: until then a refund is this process's. */
const TAKEN_MS = 60_000
/** Trying again is no help: the customer's account is gone, or WeChat does not take the request as it is. */
const FINAL_CODES = new Set([
  'wechat-pay-payee-abnormal',
  'wechat-pay-refused',
  'wechat-pay-number-used',
  'payment-too-old',
])

/**
 * One due refund: asked for, or asked about. What WeChat answers goes into the inbox and meets its notice in one guarded
 * transition. Safe to be killed anywhere: the number stays the same, and WeChat gives the same refund for it.
 */
export function sendRefund(deps: Deps) {
  const { refunds, payments, gateway, inbox, clock, log } = deps

  async function tell(report: RefundReport): Promise<void> {
    await inbox.insert({
      key: `refund-query:${report.outRefundNo}:${report.state}`,
      source: PAY_QUERY_SOURCE,
      type: REFUND_NOTIFIED,
      partitionKey: refundPartition(report.outRefundNo),
      occurredAt: report.succeededAt ?? clock.now(),
      payload: JSON.stringify(report),
    })
  }

  async function send(refund: Refund): Promise<RefundReport> {
    const payment = await payments.find(refund.paymentId)
    const paidAt = payment?.paidAt ?? refund.requestedAt
    if (clock.now().getTime() - paidAt.getTime() > REFUNDABLE_MS) {
      throw new AppError('payment-too-old')
    }
    return gateway.refund({
      outRefundNo: outRefundNo(refund),
      outTradeNo: refund.paymentId,
      refundFen: refund.amountFen,
      totalFen: refund.paymentFen,
      reason: refund.reason,
      notifyUrl: deps.notifyUrl,
    })
  }

  /** What WeChat knows; null: nothing of it, so that it is sent (again). */
  async function ask(refund: Refund): Promise<RefundReport | null> {
    const isAsked = refund.state !== 'requested' || refund.isOutcomeUnknown === true
    const answer = isAsked ? await gateway.queryRefund(outRefundNo(refund)) : 'refund-not-exist'
    return answer === 'refund-not-exist' ? null : answer
  }

  async function fail(refund: Refund, error: AppError): Promise<void> {
    const isOutcomeUnknown = error instanceof CallFailed && error.effect === 'unknown'
    const isFinal = FINAL_CODES.has(error.code) && !isOutcomeUnknown
    const trouble = { code: error.code, at: clock.now(), isFinal, isOutcomeUnknown }
    // one that WeChat has taken is only asked about: no answer changes nothing
    const next =
      refund.state === 'requested'
        ? decideTrouble(refund, trouble)
        : askedAgain(refund, clock.now())
    log.warn({ refundId: refund.refundId, code: error.code, state: next.state }, 'refund not sent')
    await (next.state === 'failed' ? letGo(next) : refunds.save(next))
  }

  /** Back to what it was: the amount is free again and an operator is told. */
  async function letGo(refund: Refund): Promise<void> {
    const { refundId, orderId, paymentId, reasonKey, amountFen, trouble, endedAt } = refund
    const at = endedAt ?? clock.now()
    await deps.inTransaction({ commitIf: 'saved' }, async (tx) => {
      const code = trouble?.code ?? 'unknown'
      const about = { refundId, orderId, paymentId, reasonKey, amountFen, at, code }
      await deps.outbox.append([RefundFailed(about)], { tx })
      await deps.ledger.post([released(refund, at)], { tx })
      const saved = await refunds.save(refund, { tx })
      await payments.release([refund], { tx })
      return saved
    })
  }

  /** False: somebody else has it, or it has changed. */
  return async (due: Refund): Promise<boolean> => {
    const until = new Date(clock.now().getTime() + TAKEN_MS)
    if (!(await refunds.take(due, until))) {
      return false
    }
    const refund = { ...due, nextAt: until }
    try {
      const report = (await ask(refund)) ?? (await send(refund))
      await tell(report)
      if (report.state === 'processing' && refund.state === 'processing') {
        await refunds.save(askedAgain(refund, clock.now()))
      }
    } catch (error) {
      if (!(error instanceof AppError)) {
        throw error
      }
      await fail(refund, error)
    }
    return true
  }
}
