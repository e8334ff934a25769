import type { Clock } from '../../platform/clock/index.js'
import { unreachable } from '../../platform/errors/index.js'
import {
  defineStep,
  verdict,
  type AnyStep,
  type InboundEvent,
  type Verdict,
} from '../../platform/pipeline/index.js'
import { postings, type Ledger, type Transfer } from '../ledger/index.js'
import type { NewIncident } from './incidents.domain.js'
import type { Incidents } from './incidents.repository.js'
import type { Payment } from './payments.domain.js'
import { PaymentPaidLate, PaymentSucceeded } from './payments.events.js'
import { PAYMENT_NOTIFIED, PaymentReport } from './payments.ports.js'
import type { PaymentRows } from './payments.repository.js'
import { causeOf, transfersOf } from './payment-books.js'
import { decideReport, type ReportDecision } from './report.domain.js'

type Deps = Readonly<{
  payments: PaymentRows
  incidents: Incidents
  ledger: Ledger
  clock: Clock
  /** Whose money is ours. */
  merchant: Readonly<{ mchid: string; appid: string }>
}>

type State = Readonly<{
  payments: Map<string, Payment>
  /** Causes of money in suspense that are written down already, of this batch too. */
  known: Set<string>
  now: Date
}>
type Change = Readonly<{
  payment?: Payment
  incident?: NewIncident
  transfers: readonly Transfer[]
  at: Date
}>

/** Notifications and query answers about payments: the one place where a payment becomes paid. */
export function paymentStep<Fact>(deps: Deps): AnyStep<Fact> {
  const { payments, incidents, ledger, clock, merchant } = deps
  return defineStep<State, Change, Fact>({
    name: 'payments.report',
    handles: (event) => event.type === PAYMENT_NOTIFIED,

    async gather({ events }) {
      const reports = events.flatMap((event) => reportOf(event) ?? [])
      const causes = reports.map(causeOf)
      const transfers = [...causes.map(postings.confirmedId), ...causes.map(postings.unknownId)]
      const [found, known] = await Promise.all([
        payments.withNumbers(reports.map(({ outTradeNo }) => outTradeNo)),
        ledger.known(transfers),
      ])
      return { payments: found, known, now: clock.now() }
    },

    decide(event, { payments: found, known, now }) {
      const report = reportOf(event)
      if (report === null) {
        return verdict.dead('payment-report-unreadable')
      }
      const payment = found.get(report.outTradeNo) ?? null
      const decision = decideReport({ payment, report, expected: merchant, now })
      const transfers = transfersOf(decision, { report, mchid: merchant.mchid, now })
      // Told again, an incident stays one and its money is in the books once; a payment is guarded by its own state.
      const isNew = ({ transferId }: Transfer) => !known.has(transferId)
      const moved = decision.kind === 'incident' ? transfers.filter(isNew) : transfers
      return answer(decision, { transfers: moved, at: now })
    },

    apply(state, { payment, transfers }) {
      if (payment !== undefined) {
        state.payments.set(payment.paymentId, { ...payment, revision: payment.revision + 1 })
      }
      transfers.forEach(({ transferId }) => state.known.add(transferId))
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
      const changed = changes.flatMap(({ payment }) => payment ?? [])
      if (changed.length > 0) {
        await payments.saveAll(changed, { tx })
      }
    },
  })
}

type Moved = Readonly<{ transfers: readonly Transfer[]; at: Date }>

function answer<Fact>(decision: ReportDecision, moved: Moved): Verdict<Change, Fact> {
  switch (decision.kind) {
    case 'nothing':
      return verdict.nothing
    case 'duplicate':
      return verdict.duplicate
    case 'incident':
      return { kind: 'ok', change: { incident: decision.incident, ...moved }, outcome: 'incident' }
    case 'closed':
      return { kind: 'ok', change: { payment: decision.payment, ...moved } }
    case 'paid': {
      const { payment } = decision
      const outbox = [PaymentSucceeded(paidOf(payment, moved.at))]
      return { kind: 'ok', change: { payment, ...moved }, outbox }
    }
    case 'paid-late': {
      const { payment } = decision
      const outbox = [PaymentPaidLate(paidOf(payment, moved.at))]
      return { kind: 'ok', change: { payment, ...moved }, outbox }
    }
    default:
      return unreachable(decision)
  }
}

function paidOf({ paymentId, orderId, amountFen, transactionId, paidAt }: Payment, now: Date) {
  const transaction = transactionId ?? paymentId
  return { paymentId, orderId, amountFen, transactionId: transaction, paidAt: paidAt ?? now }
}

function reportOf(event: InboundEvent): PaymentReport | null {
  const parsed = PaymentReport.safeParse(event.data)
  return parsed.success ? parsed.data : null
}
