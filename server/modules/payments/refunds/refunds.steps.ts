import type { Clock } from '../../../platform/clock/index.js'
import {
  defineStep,
  verdict,
  type AnyStep,
  type InboundEvent,
  type Verdict,
} from '../../../platform/pipeline/index.js'
import type { Ledger, Transfer } from '../../ledger/index.js'
import type { NewIncident } from '../incidents.domain.js'
import type { Incidents } from '../incidents.repository.js'
import type { PaymentRows } from '../payments.repository.js'
import { refundOfNumber, type Refund } from './refund.domain.js'
import { transfersOfReport } from './refund-books.js'
import { decideRefundReport, type RefundReportDecision } from './refund-report.domain.js'
import { RefundFailed, RefundSucceeded } from './refunds.events.js'
import { REFUND_NOTIFIED, RefundReport } from './refunds.ports.js'
import type { RefundRows } from './refunds.repository.js'

type Deps = Readonly<{
  refunds: RefundRows
  payments: Pick<PaymentRows, 'release'>
  incidents: Incidents
  ledger: Ledger
  clock: Clock
  mchid: string
}>

type State = Readonly<{ refunds: Map<string, Refund>; now: Date }>
type Change = Readonly<{
  refund?: Refund
  incident?: NewIncident
  transfers: readonly Transfer[]
  at: Date
}>

/** Notices, answers and queries about refunds: the one place where WeChat's word changes a refund. */
export function refundStep<Fact>(deps: Deps): AnyStep<Fact> {
  const { refunds, payments, incidents, ledger, clock, mchid } = deps
  return defineStep<State, Change, Fact>({
    name: 'payments.refund-report',
    handles: (event) => event.type === REFUND_NOTIFIED,

    async gather({ events }) {
      const ids = events.flatMap((event) => {
        const report = reportOf(event)
        return report === null ? [] : (refundOfNumber(report.outRefundNo)?.refundId ?? [])
      })
      return { refunds: await refunds.withIds([...new Set(ids)]), now: clock.now() }
    },

    decide(event, { refunds: known, now }) {
      const report = reportOf(event)
      if (report === null) {
        return verdict.dead('refund-report-unreadable')
      }
      const number = refundOfNumber(report.outRefundNo)
      const refund = number === null ? null : (known.get(number.refundId) ?? null)
      const attempt = number?.attempt ?? 0
      return answer(decideRefundReport({ refund, report, attempt, now }), { mchid, at: now })
    },

    apply(state, { refund }) {
      if (refund !== undefined) {
        state.refunds.set(refund.refundId, { ...refund, revision: refund.revision + 1 })
      }
      return state
    },

    async write(changes, tx) {
      const [at] = changes.map((change) => change.at)
      const found = changes.flatMap(({ incident }) => incident ?? [])
      await incidents.add(found, { at: at ?? clock.now(), tx })
      await ledger.post(
        changes.flatMap(({ transfers }) => transfers),
        { tx },
      )
      const changed = changes.flatMap(({ refund }) => refund ?? [])
      if (changed.length > 0) {
        await refunds.saveAll(changed, { tx })
      }
      await payments.release(
        changed.filter(({ state }) => state === 'failed'),
        { tx },
      )
    },
  })
}

type About = Readonly<{ mchid: string; at: Date }>

function answer<Fact>(decision: RefundReportDecision, { mchid, at }: About): Verdict<Change, Fact> {
  switch (decision.kind) {
    case 'duplicate':
      return verdict.duplicate
    case 'incident':
      return {
        kind: 'ok',
        change: { incident: decision.incident, transfers: [], at },
        outcome: 'incident',
      }
    case 'changed': {
      const { refund, moments, attempt } = decision
      const transfers = transfersOfReport(refund, { moments, attempt, mchid, at })
      return { kind: 'ok', change: { refund, transfers, at }, outbox: eventsOf(refund, at) }
    }
  }
}

function eventsOf(refund: Refund, now: Date) {
  const { refundId, orderId, paymentId, reasonKey, amountFen, endedAt, trouble } = refund
  const about = { refundId, orderId, paymentId, reasonKey, amountFen, at: endedAt ?? now }
  switch (refund.state) {
    case 'succeeded':
      return [RefundSucceeded(about)]
    case 'failed':
      return [RefundFailed({ ...about, code: trouble?.code ?? 'unknown' })]
    default:
      return []
  }
}

function reportOf(event: InboundEvent): RefundReport | null {
  const parsed = RefundReport.safeParse(event.data)
  return parsed.success ? parsed.data : null
}
