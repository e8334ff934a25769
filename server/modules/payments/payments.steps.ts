import type { Clock } from '../../platform/clock/index.js'
import { unreachable } from '../../platform/errors/index.js'
import {
  defineStep,
  verdict,
  type AnyStep,
  type InboundEvent,
  type Verdict,
} from '../../platform/pipeline/index.js'
import type { NewIncident } from './incidents.domain.js'
import type { Incidents } from './incidents.repository.js'
import type { Payment } from './payments.domain.js'
import { PaymentPaidLate, PaymentSucceeded } from './payments.events.js'
import { PAYMENT_NOTIFIED, PaymentReport } from './payments.ports.js'
import type { PaymentRows } from './payments.repository.js'
import { decideReport, type ReportDecision } from './report.domain.js'

type Deps = Readonly<{
  payments: PaymentRows
  incidents: Incidents
  clock: Clock
  /** Whose money is ours. */
  merchant: Readonly<{ mchid: string; appid: string }>
}>

type State = Readonly<{ payments: Map<string, Payment>; now: Date }>
type Change = Readonly<{ payment?: Payment; incident?: NewIncident; at: Date }>

/** Notifications and query answers about payments: the one place where a payment becomes paid. */
export function paymentStep<Fact>({ payments, incidents, clock, merchant }: Deps): AnyStep<Fact> {
  return defineStep<State, Change, Fact>({
    name: 'payments.report',
    handles: (event) => event.type === PAYMENT_NOTIFIED,

    async gather({ events }) {
      const numbers = events.flatMap((event) => reportOf(event)?.outTradeNo ?? [])
      return { payments: await payments.withNumbers(numbers), now: clock.now() }
    },

    decide(event, { payments: known, now }) {
      const report = reportOf(event)
      if (report === null) {
        return verdict.dead('payment-report-unreadable')
      }
      const payment = known.get(report.outTradeNo) ?? null
      return answer(decideReport({ payment, report, expected: merchant, now }), now)
    },

    apply(state, { payment }) {
      if (payment !== undefined) {
        state.payments.set(payment.paymentId, { ...payment, revision: payment.revision + 1 })
      }
      return state
    },

    async write(changes, tx) {
      const [at] = changes.map((change) => change.at)
      const found = changes.flatMap(({ incident }) => incident ?? [])
      await incidents.add(found, { at: at ?? clock.now(), tx })
      const changed = changes.flatMap(({ payment }) => payment ?? [])
      if (changed.length > 0) {
        await payments.saveAll(changed, { tx })
      }
    },
  })
}

function answer<Fact>(decision: ReportDecision, at: Date): Verdict<Change, Fact> {
  switch (decision.kind) {
    case 'nothing':
      return verdict.nothing
    case 'duplicate':
      return verdict.duplicate
    case 'incident':
      return { kind: 'ok', change: { incident: decision.incident, at }, outcome: 'incident' }
    case 'closed':
      return { kind: 'ok', change: { payment: decision.payment, at } }
    case 'paid': {
      const { payment } = decision
      return {
        kind: 'ok',
        change: { payment, at },
        outbox: [PaymentSucceeded(paidOf(payment, at))],
      }
    }
    case 'paid-late': {
      const { payment, incident } = decision
      const outbox = [PaymentPaidLate(paidOf(payment, at))]
      return { kind: 'ok', change: { payment, incident, at }, outbox, outcome: 'incident' }
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
