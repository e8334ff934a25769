import { AppError, refuse, type Result } from '../../platform/errors/index.js'
import type { InTransaction } from '../../platform/mongo/index.js'
import type { Payment, PaymentParams, Payments } from '../payments/index.js'
import { titleOf, type Order } from './orders.domain.js'
import type { ShopRefusal } from './orders.errors.js'
import type { OrderRows } from './orders.repository.js'

type Deps = Readonly<{ orders: OrderRows; payments: Payments; inTransaction: InTransaction }>
/** Whose account pays inside the mini-program; null: whoever scans the code. */
type Payer = string | null

export type PayOrder = ReturnType<typeof payOrder>
/** The ways to pay an open order; each may be repeated, and the last one asked for is the one that is open. */
export function payOrder({ orders, payments, inTransaction }: Deps) {
  /** WeChat let go of the old number while the order is still open: only then there is a new one. */
  async function openAnew(
    order: Order,
    closed: Payment,
    { payer, isOpen }: Readonly<{ payer: Payer; isOpen: boolean }>,
  ): Promise<Payment> {
    return inTransaction(async (tx) => {
      const { orderId, totalFen: amountFen, items } = order
      const description = titleOf(items)
      const { expiresAt } = closed
      const whose = payer === null ? {} : { openid: payer }
      const next = { orderId, amountFen, description, expiresAt, ...whose }
      const fresh = await payments.open(next, { tx })
      const ended = isOpen ? await payments.close(closed, { isKnown: true, tx }) : 'saved'
      const saved = await orders.save({ ...order, paymentId: fresh.paymentId }, { tx })
      if (ended !== 'saved' || saved === 'moved-on') {
        throw new AppError('order-busy', { retriable: true })
      }
      return fresh
    })
  }

  /** The payment that this payer uses: the open one, or a new one once nobody can pay the open one any more. */
  async function paymentFor(order: Order, payer: Payer): Promise<Result<Payment, ShopRefusal>> {
    if (order.status !== 'pending-payment' || order.paymentId === undefined) {
      return refuse(order.status === 'closed' ? 'order-not-open' : 'order-is-paid')
    }
    const payment = await payments.find(order.paymentId)
    if (payment === null) {
      return refuse('payment-not-found')
    }
    const isOpen = payment.state === 'created' || payment.state === 'prepaid'
    const isTheirs = payer === (payment.openid ?? null)
    if (payment.state !== 'closed' && (isTheirs || !isOpen)) {
      return { ok: true, value: payment } // paid meanwhile: the payment itself says so
    }
    const answer = isOpen ? await payments.end(payment) : 'ended'
    switch (answer) {
      case 'ended':
        return { ok: true, value: await openAnew(order, payment, { payer, isOpen }) }
      case 'paid':
        return refuse('order-is-paid')
      case 'open':
      case 'asked-too-early':
        return refuse('order-close-later')
    }
  }

  return {
    /** Parameters for `wx.requestPayment` of this account. */
    async inMiniProgram(order: Order, openid: string): Promise<Result<PaymentParams, ShopRefusal>> {
      const payment = await paymentFor(order, openid)
      return payment.ok ? payments.prepay(payment.value.paymentId) : payment
    },

    /** What a code says that anybody may scan. */
    async byCode(order: Order): Promise<Result<string, ShopRefusal>> {
      const payment = await paymentFor(order, null)
      return payment.ok ? payments.codeUrl(payment.value.paymentId) : payment
    },
  }
}
