import { AppError, refuse, type Result } from '../../platform/errors/index.js'
import type { InTransaction } from '../../platform/mongo/index.js'
import type { Payment, PaymentParams, Payments } from '../payments/index.js'
import { titleOf, type Order } from './orders.domain.js'
import type { ShopRefusal } from './orders.errors.js'
import type { OrderRows } from './orders.repository.js'

type Deps = Readonly<{ orders: OrderRows; payments: Payments; inTransaction: InTransaction }>

/** Parameters for `wx.requestPayment` of an open order; may be repeated. */
export function payOrder({ orders, payments, inTransaction }: Deps) {
  /** WeChat let go of the old number while the order is still open: only then there is a new one. */
  async function openAnew(order: Order, closed: Payment): Promise<Payment> {
    return inTransaction(async (tx) => {
      const { orderId, totalFen: amountFen, items } = order
      const { openid, expiresAt } = closed
      const description = titleOf(items)
      const fresh = await payments.open(
        { orderId, amountFen, openid, description, expiresAt },
        { tx },
      )
      const saved = await orders.save({ ...order, paymentId: fresh.paymentId }, { tx })
      if (saved === 'moved-on') {
        throw new AppError('order-busy', { retriable: true })
      }
      return fresh
    })
  }

  return async (order: Order): Promise<Result<PaymentParams, ShopRefusal>> => {
    if (order.status !== 'pending-payment' || order.paymentId === undefined) {
      return refuse(order.status === 'closed' ? 'order-not-open' : 'order-is-paid')
    }
    const payment = await payments.find(order.paymentId)
    if (payment === null) {
      return refuse('payment-not-found')
    }
    const current = payment.state === 'closed' ? await openAnew(order, payment) : payment
    return payments.prepay(current.paymentId)
  }
}
