import { attempt, authorized, type PaymentParams } from '../../../platform/api'

/** What WeChat's payment window needs for this order; may be asked again until it is paid. */
export async function payOrder(orderId: string): Promise<PaymentParams> {
  const path = `/mini/v1/orders/${encodeURIComponent(orderId)}/payment`
  const { paymentParams } = await attempt({ scope: 'payment', body: { orderId } }, (key) =>
    authorized<{ paymentParams: PaymentParams }>(path, { method: 'POST', idempotencyKey: key }),
  )
  return paymentParams
}
