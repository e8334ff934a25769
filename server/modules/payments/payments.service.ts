import type { Clock } from '../../platform/clock/index.js'
import { AppError, ok, refuse, type Result } from '../../platform/errors/index.js'
import { CallFailed } from '../../platform/http-client/index.js'
import { newId, type Id } from '../../platform/ids/index.js'
import type { Saved, Tx } from '../../platform/mongo/index.js'
import { checkTransitions } from '../../platform/states/index.js'
import type { Answer, AskWechat } from './ask-wechat.js'
import {
  decideClose,
  decidePrepaid,
  decidePrepay,
  newPayment,
  PAYMENT_TRANSITIONS,
  type NewPayment,
  type Payment,
} from './payments.domain.js'
import type { PaymentRefusal } from './payments.errors.js'
import type { PayGateway, SignedPrepay } from './payments.ports.js'
import type { PaymentRows } from './payments.repository.js'

type Deps = Readonly<{
  payments: PaymentRows
  gateway: PayGateway
  wechat: AskWechat
  clock: Clock
  appid: string
  notifyUrl: string
}>

export type PaymentParams = SignedPrepay & Readonly<{ appId: string }>

const MAX_ATTEMPTS = 6

export type Payments = ReturnType<typeof paymentsService>
export function paymentsService({ payments, gateway, wechat, clock, appid, notifyUrl }: Deps) {
  checkTransitions('payment', PAYMENT_TRANSITIONS, ['created'])

  const signed = (prepayId: string) => ok({ appId: appid, ...gateway.paymentParams(prepayId) })

  /** Why a number can no longer be paid under, after a request that failed; null: it may still be. */
  async function endAfter(error: unknown, payment: Payment) {
    const code = error instanceof AppError ? error.code : ''
    if (code === 'wechat-pay-order-paid' || code === 'wechat-pay-order-closed') {
      await wechat.query(payment)
      return code === 'wechat-pay-order-paid' ? 'payment-done' : 'payment-closed'
    }
    if (!(error instanceof CallFailed) || error.effect === 'none') {
      return null
    }
    const answer = await wechat.tryQuery(payment)
    return answer === 'paid' ? 'payment-done' : answer === 'ended' ? 'payment-closed' : null
  }

  /**
   * Asks WeChat. When it says that the number is through, or nobody knows what has become of the request, the truth is
   * asked for and takes the normal way; the number stays the same whatever comes.
   */
  async function askForPrepay(payment: Payment): Promise<Result<string, PaymentRefusal>> {
    const { paymentId: outTradeNo, description, amountFen: totalFen, expiresAt, openid } = payment
    const order = { outTradeNo, description, totalFen, notifyUrl, expiresAt }
    try {
      if (payment.way === 'native' || openid === undefined) {
        return ok((await gateway.prepayNative(order)).codeUrl)
      }
      return ok((await gateway.prepayJsapi({ ...order, payerOpenid: openid })).prepayId)
    } catch (error) {
      const end = await endAfter(error, payment)
      if (end === null) {
        throw error
      }
      return refuse(end)
    }
  }

  async function attemptPrepay(payment: Payment): Promise<Result<string, PaymentRefusal>> {
    const decision = decidePrepay(payment, clock.now())
    if (!decision.ok) {
      return decision
    }
    if (decision.value.kind === 'use') {
      return ok(decision.value.prepayId)
    }
    // written before the call: the notification may be faster than the answer
    const asked = decision.value.payment
    if ((await payments.save(asked)) === 'moved-on') {
      return refuse('payment-busy')
    }
    const answer = await askForPrepay(asked)
    if (!answer.ok) {
      return answer
    }
    return keepPrepay(payment.paymentId, answer.value)
  }

  /** Writes WeChat's answer on whatever has become of the payment meanwhile: two taps at once get the same. */
  async function keepPrepay(
    paymentId: Id<'pay'>,
    prepayId: string,
  ): Promise<Result<string, PaymentRefusal>> {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const payment = await payments.find(paymentId)
      const decision =
        payment === null ? refuse('payment-not-found') : decidePrepaid(payment, prepayId)
      if (!decision.ok) {
        return decision
      }
      if (decision.value === null || (await payments.save(decision.value)) === 'saved') {
        return ok(prepayId)
      }
    }
    return refuse('payment-busy')
  }

  /** WeChat's handle of a payment, which stays the same under one number. Throws when WeChat gives no answer. */
  async function handleOf(paymentId: Id<'pay'>): Promise<Result<string, PaymentRefusal>> {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const payment = await payments.find(paymentId)
      if (payment === null) {
        return refuse('payment-not-found')
      }
      const result = await attemptPrepay(payment)
      if (result.ok || result.code !== 'payment-busy') {
        return result
      }
    }
    return refuse('payment-busy')
  }

  return {
    find: payments.find,
    ofOrder: payments.ofOrder,

    /** Begins a payment in the transaction that makes the order. Its id is the `out_trade_no`, minted here once. */
    async open(order: NewPayment, { tx }: { tx: Tx }): Promise<Payment> {
      const payment = newPayment(order, newId('pay'), clock.now())
      await payments.insert([payment], { tx })
      return payment
    },

    /** The same for a batch of orders; answers in their order. */
    async openAll(orders: readonly NewPayment[], { tx }: { tx: Tx }): Promise<Payment[]> {
      const now = clock.now()
      const opened = orders.map((order) => newPayment(order, newId('pay'), now))
      await payments.insert(opened, { tx })
      return opened
    },

    /**
     * Parameters for `wx.requestPayment`; may be repeated, always under the same number. Refuses `payment-done`,
     * `payment-closed`, `payment-window-over` (under 90 s left). Throws when WeChat gives no answer: try again.
     * Source: WeChat Pay v3, JSAPI下单, 小程序调起支付.
     */
    async prepay(paymentId: Id<'pay'>): Promise<Result<PaymentParams, PaymentRefusal>> {
      const handle = await handleOf(paymentId)
      return handle.ok ? signed(handle.value) : handle
    },

    /** What the code of a payment without a known payer says; refuses and throws as `prepay`. Source: Native下单. */
    codeUrl: handleOf,

    /** Asks WeChat now whether an open payment is paid; the answer takes the way of a notification. */
    async refresh(paymentId: Id<'pay'>): Promise<Answer> {
      const payment = await payments.find(paymentId)
      const isAsked = payment?.prepayAskedAt !== undefined
      return payment !== null && isAsked ? wechat.tryQuery(payment) : 'open'
    },

    /** First half of closing, outside any transaction: query, then close at WeChat. */
    end: (payment: Payment): Promise<Answer> => wechat.end(payment),

    /**
     * Second half, in the transaction that closes the order. `payment` as it was before `end`: `moved-on` when anything
     * happened to it since, and then the transaction must be taken back.
     */
    async close(
      payment: Payment,
      { isKnown, tx }: { isKnown: boolean; tx: Tx },
    ): Promise<Saved<'payment-done'>> {
      const askAgainAt = isKnown ? undefined : wechat.askAgainAt()
      const decision = decideClose(payment, { now: clock.now(), askAgainAt })
      return decision.ok ? payments.save(decision.value, { tx }) : decision.code
    },
  }
}
