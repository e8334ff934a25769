import { z } from 'zod'
import type { Clock } from '../../platform/clock/index.js'
import { contentHash } from '../../platform/crypto/index.js'
import { daysBefore, startOfBusinessDay } from '../../platform/days/index.js'
import type { JobContext } from '../../platform/jobs/index.js'
import type { Comparison, Report, RunRound, Totals } from '../../platform/reconciliation/index.js'
import type { Payment } from './payments.domain.js'
import {
  PAY_QUERY_SOURCE,
  PAYMENT_NOTIFIED,
  payPartition,
  type EventInbox,
  type PayGateway,
  type PaymentReport,
} from './payments.ports.js'
import type { PaymentRows } from './payments.repository.js'
import { findDifference, type PaymentDifference } from './reconcile-payments.domain.js'

type Deps = Readonly<{
  payments: Pick<PaymentRows, 'openAfter' | 'createdBetween'>
  gateway: Pick<PayGateway, 'queryByOutTradeNo'>
  inbox: EventInbox
  clock: Clock
  merchant: Readonly<{ mchid: string; appid: string }>
  runRound: RunRound
}>

/** One question each, so a page is small: one that is broken off is asked again. */
const PAGE = 20
const PARALLEL = 4

/** First every payment that has no end, then all of yesterday, whose bounds are of the round's beginning. */
const Progress = z.object({
  part: z.enum(['open', 'yesterday']),
  after: z.object({ at: z.coerce.date(), id: z.string() }).nullable(),
  from: z.coerce.date(),
  to: z.coerce.date(),
})
type Progress = z.output<typeof Progress>

type Found = Readonly<{ payment: Payment; difference: PaymentDifference<PaymentReport> }>

export type ReconcilePayments = ReturnType<typeof reconcilePayments>

/**
 * Asks WeChat about every payment that is not final and every payment of yesterday (Shanghai), and compares. Each difference
 * takes the way of a query's answer, so that it meets notifications in the one guarded transition (architecture.md 2).
 */
export function reconcilePayments(deps: Deps) {
  const { payments, gateway, inbox, clock, merchant, runRound } = deps

  async function compare(payment: Payment): Promise<Found[]> {
    const answer = await gateway.queryByOutTradeNo(payment.paymentId)
    const difference = findDifference<PaymentReport>(payment, answer, {
      absent: () => ({
        ...merchant,
        outTradeNo: payment.paymentId,
        state: 'not-paid',
        totalFen: payment.amountFen,
        currency: 'CNY',
      }),
    })
    return difference === null ? [] : [{ payment, difference }]
  }

  /** The key is made of the answer: the same difference found twice is one event. */
  async function repair({ payment, difference: { report } }: Found): Promise<void> {
    const { paymentId } = payment
    await inbox.insert({
      key: `pay-reconciled:${paymentId}:${contentHash({ ...report, paidAt: report.paidAt?.getTime() })}`,
      source: PAY_QUERY_SOURCE,
      type: PAYMENT_NOTIFIED,
      partitionKey: payPartition(paymentId),
      occurredAt: report.paidAt ?? clock.now(),
      payload: JSON.stringify(report),
    })
  }

  async function work(page: readonly Payment[], report: Report): Promise<void> {
    const found: Found[] = []
    for (let start = 0; start < page.length; start += PARALLEL) {
      const asked = page.slice(start, start + PARALLEL).map(compare)
      found.push(...(await Promise.all(asked)).flat())
    }
    const differences = found.map(({ payment, difference: { kind, note } }) => ({
      key: payment.paymentId,
      kind,
      about: { type: 'order', id: payment.orderId },
      note,
      isRepairable: true,
    }))
    await report(differences)
    await Promise.all(found.map(repair))
  }

  function pageOf({ part, after, from, to }: Progress): Promise<Payment[]> {
    return part === 'open'
      ? payments.openAfter(after?.id ?? null, PAGE)
      : payments.createdBetween({ from, to, after, limit: PAGE })
  }

  const comparison: Comparison<Progress> = {
    subject: 'payments',
    progress: Progress,
    sentenceOf,
    begin(now) {
      const to = startOfBusinessDay(now)
      return { part: 'open', after: null, from: daysBefore(to, 1), to }
    },
    async step(progress, report) {
      const page = await pageOf(progress)
      // Open ones were asked about in the first part; one that WeChat was never asked about it cannot know.
      const isAsked = ({ prepayAskedAt }: Payment) => prepayAskedAt !== undefined
      const isOpen = ({ state }: Payment) => state === 'created' || state === 'prepaid'
      const asked = page.filter(
        (payment) => isAsked(payment) && (progress.part === 'open' || !isOpen(payment)),
      )
      await work(asked, report)
      return { seen: asked.length, next: nextOf(progress, page) }
    },
  }

  return {
    /** One round, or the rest of one that was interrupted. Answers a sentence for the console. */
    run: (context: JobContext): Promise<string> => runRound(comparison, context),
  }
}

function nextOf(progress: Progress, page: readonly Payment[]): Progress | null {
  const last = page.at(-1)
  if (last !== undefined && page.length === PAGE) {
    return { ...progress, after: { at: last.createdAt, id: last.paymentId } }
  }
  return progress.part === 'open' ? { ...progress, part: 'yesterday', after: null } : null
}

const sentenceOf = ({ seen, changed, missing }: Totals): string =>
  `核对了 ${seen} 笔付款：不一致 ${changed}，微信没有 ${missing}`
