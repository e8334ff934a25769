import { startOfBusinessDay } from '../../../platform/days/index.js'
import type { Clock } from '../../../platform/clock/index.js'
import { AppError, ok, refuse, type Result } from '../../../platform/errors/index.js'
import type { Id } from '../../../platform/ids/index.js'
import type { Fen } from '../../../platform/money/index.js'
import type { InTransaction, Tx } from '../../../platform/mongo/index.js'
import { checkTransitions } from '../../../platform/states/index.js'
import type { Ledger } from '../../ledger/index.js'
import type { Actor, Audit } from '../../operators/index.js'
import type { Payment } from '../payments.domain.js'
import type { PaymentRows } from '../payments.repository.js'
import {
  decideAmount,
  decideRetry,
  decideSendNow,
  goodsTakenBy,
  newRefund,
  refundIdOf,
  REFUND_TRANSITIONS,
  type Refund,
  type RefundSource,
} from './refund.domain.js'
import { requested } from './refund-books.js'
import {
  REFUND_GROUPS,
  totalsOf,
  type RefundGroup,
  type RefundTotals,
} from './refund-groups.domain.js'
import type { RefundRefusal } from './refunds.errors.js'
import type { RefundPlace, RefundRows } from './refunds.repository.js'

/** `ended-today`: reached the customer on this business day, by that moment; all others by the moment of the request. */
export type RefundListed = RefundGroup | 'ended-today' | 'all'

export type RequestRefund = Readonly<{
  orderId: Id<'ord'>
  paymentId: Id<'pay'>
  /** `<what>:<id>`, once per order. */
  reasonKey: string
  /** Chinese; WeChat shows it to the customer. */
  reason: string
  /** `rest`: paid minus what is given back already or on its way. */
  amountFen: Fen | 'rest'
  /** Which accounts this amount is taken from. */
  sourceOf(amountFen: Fen): RefundSource
}>

type Deps = Readonly<{
  refunds: RefundRows
  payments: PaymentRows
  ledger: Ledger
  audit: Pick<Audit, 'record'>
  inTransaction: InTransaction
  clock: Clock
}>

export type Refunds = ReturnType<typeof refundsService>
export function refundsService(deps: Deps) {
  const { refunds, payments, ledger, audit, inTransaction, clock } = deps
  checkTransitions('refund', REFUND_TRANSITIONS, ['requested'])

  /** Reserves the amount on the payment, whose sum of refunds never exceeds what it brought. */
  async function reserve(payment: Payment, amountFen: Fen, tx: Tx): Promise<void> {
    const refundReservedFen = (payment.refundReservedFen ?? 0) + amountFen
    const saved = await payments.save({ ...payment, refundReservedFen }, { tx })
    if (saved !== 'saved') {
      throw new AppError('refund-busy', { retriable: true })
    }
  }

  async function retry(
    refundId: Id<'rfd'>,
    actor: Actor,
    tx: Tx,
  ): Promise<Result<Refund, RefundRefusal>> {
    const refund = await refunds.find(refundId, { tx })
    if (refund === null) {
      return refuse('refund-not-found')
    }
    const decision = decideRetry(refund, clock.now())
    if (!decision.ok) {
      return decision
    }
    const payment = await payments.find(refund.paymentId, { tx })
    const amount = amountOf(payment, refund.amountFen)
    if (!amount.ok || payment === null) {
      return amount.ok ? refuse('payment-not-paid') : amount
    }
    const subject = { type: 'refund', id: refundId }
    const before = { state: refund.state, trouble: refund.trouble?.code }
    const after = { state: decision.value.state }
    await audit.record({ actor, action: 'refund.retry', subject, before, after }, { tx })
    await ledger.post([requested(decision.value, clock.now())], { tx })
    if ((await refunds.save(decision.value, { tx })) !== 'saved') {
      return refuse('refund-busy')
    }
    await reserve(payment, refund.amountFen, tx)
    return decision
  }

  async function hurry(
    refundId: Id<'rfd'>,
    actor: Actor,
    tx: Tx,
  ): Promise<Result<Refund, RefundRefusal>> {
    const refund = await refunds.find(refundId, { tx })
    if (refund === null) {
      return refuse('refund-not-found')
    }
    const at = clock.now()
    const decision = decideSendNow(refund, at)
    if (decision.ok) {
      const subject = { type: 'refund', id: refundId }
      const before = { nextAt: refund.nextAt?.toISOString() }
      const after = { nextAt: at.toISOString() }
      await audit.record({ actor, action: 'refund.send-now', subject, before, after }, { tx })
      if ((await refunds.hurry(refund, { at, tx })) !== 'saved') {
        return refuse('refund-busy')
      }
    }
    return decision
  }

  return {
    ofOrder: refunds.ofOrder,

    /** The refund for this reason, if there is one. */
    find: (about: Pick<Refund, 'orderId' | 'reasonKey'>, { tx }: { tx: Tx }) =>
      refunds.find(refundIdOf(about), { tx }),

    /** How much of a payment is neither given back nor on its way; 0 for one that brought nothing. */
    async restOf(paymentId: Id<'pay'>, { tx }: { tx: Tx }): Promise<Fen> {
      const amount = amountOf(await payments.find(paymentId, { tx }), 'rest')
      return amount.ok ? amount.value : 0
    },

    /** What refunds of an order have taken of the money of its goods, on their way or done. */
    async goodsTakenOf(
      about: Readonly<{ orderId: Id<'ord'>; paymentId: Id<'pay'> }>,
      { tx }: { tx: Tx },
    ): Promise<Fen> {
      return goodsTakenBy(await refunds.ofPayment(about, { tx }))
    },

    /** The refunds of a page of orders. */
    ofOrders: refunds.ofOrders,

    /** A group of the console's queue, newest first; `maySendNow`: an operator may shorten its pause. */
    async list({
      group,
      ...page
    }: Readonly<{ group: RefundListed; after?: RefundPlace; limit: number }>) {
      const now = clock.now()
      const found =
        group === 'ended-today'
          ? await refunds.ended({ ...page, since: startOfBusinessDay(now) })
          : await refunds.list(group === 'all' ? page : { ...page, states: REFUND_GROUPS[group] })
      return found.map((refund) => ({ refund, maySendNow: decideSendNow(refund, now).ok }))
    },

    /** What waits for whom, and what reached the customers today. */
    async totals(): Promise<RefundTotals> {
      const [byState, endedToday] = await Promise.all([
        refunds.sumByState(Object.values(REFUND_GROUPS).flat()),
        refunds.sumEnded(startOfBusinessDay(clock.now())),
      ])
      return totalsOf(byState, endedToday)
    },

    /**
     * Owes a customer money from now on, in the caller's transaction; the job asks WeChat for it. May be repeated with the
     * same reason: the refund of before. Refuses `nothing-left-to-refund`, `refund-exceeds-paid`, `payment-not-paid`.
     * Writes the payment last, which others race for.
     */
    async request(
      wanted: RequestRefund,
      { tx }: { tx: Tx },
    ): Promise<Result<Refund, RefundRefusal>> {
      const { sourceOf, amountFen: wantedFen, ...about } = wanted
      const before = await refunds.find(refundIdOf(about), { tx })
      if (before !== null) {
        return ok(before)
      }
      const payment = await payments.find(about.paymentId, { tx })
      const amount = amountOf(payment, wantedFen)
      if (!amount.ok || payment === null) {
        return amount.ok ? refuse('payment-not-paid') : amount
      }
      const amountFen = amount.value
      const source = sourceOf(amountFen)
      const paymentFen = payment.amountFen
      const others = await refunds.ofPayment(about, { tx })
      const fresh = { ...about, amountFen, paymentFen, source }
      const refund = newRefund(fresh, { now: clock.now(), others })
      await refunds.insert(refund, { tx })
      await ledger.post([requested(refund, refund.requestedAt)], { tx })
      await reserve(payment, amountFen, tx)
      return ok(refund)
    },

    /** An operator shortens the pause before the next try; the job makes it. */
    async sendNow(refundId: Id<'rfd'>, actor: Actor): Promise<Result<Refund, RefundRefusal>> {
      let result: Result<Refund, RefundRefusal> = refuse('refund-busy')
      await inTransaction({ commitIf: 'done' }, async (tx) => {
        result = await hurry(refundId, actor, tx)
        return result.ok ? 'done' : 'refused'
      })
      return result
    },

    /** An operator tries again what was let go of; its amount is reserved anew. */
    async tryAgain(refundId: Id<'rfd'>, actor: Actor): Promise<Result<Refund, RefundRefusal>> {
      let result: Result<Refund, RefundRefusal> = refuse('refund-busy')
      await inTransaction({ commitIf: 'done' }, async (tx) => {
        result = await retry(refundId, actor, tx)
        return result.ok ? 'done' : 'refused'
      })
      return result
    },
  }
}

function amountOf(payment: Payment | null, wanted: Fen | 'rest'): Result<Fen, RefundRefusal> {
  if (payment === null || (payment.state !== 'paid' && payment.state !== 'paid-late')) {
    return refuse('payment-not-paid')
  }
  const { amountFen, refundReservedFen: reservedFen = 0 } = payment
  return decideAmount({ amountFen, reservedFen }, wanted)
}
