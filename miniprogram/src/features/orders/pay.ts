import { pages } from '../../platform/navigation'
import { paymentDoor } from '../../platform/payment/door'
import { payOrder } from './api/pay-order'

/**
 * Opens the payment of an order. Afterwards the result page asks the server; what the payment window
 * said is never taken as paid. In the H5 this leaves the page.
 */
export async function pay(orderId: string): Promise<'ended' | 'cancelled'> {
  return paymentDoor.open(await payOrder(orderId), pages.payResult(orderId))
}
