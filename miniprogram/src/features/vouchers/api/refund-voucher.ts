import { attempt, authorized, type Order } from '../../../platform/api'

type Wish = { orderId: string; voucherId: string; reason: string }

/** Gives one unused voucher back; the money goes to whoever paid. Pressing again is the same request. */
export const refundVoucher = ({ orderId, voucherId, reason }: Wish): Promise<Order> => {
  const body = { reason, voucherIds: [voucherId] }
  return attempt({ scope: `refund-voucher.${voucherId}`, body }, (idempotencyKey) =>
    authorized<Order>(`/mini/v1/orders/${encodeURIComponent(orderId)}/refund`, {
      method: 'POST',
      body,
      idempotencyKey,
    }),
  )
}
