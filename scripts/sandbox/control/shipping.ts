import { z } from 'zod'
import { received, remindShipping } from '../mini/shipping-states.js'
import { orderView } from '../mini/shipping-view.js'
import { bodyless, ControlError, limitOf, route } from './api.js'
import { paymentOf } from './pay.js'

const DEFAULT_ORDERS = 100

const Which = z.strictObject({ outTradeNo: z.string() })
const Rules = z.strictObject({
  managed: z.boolean().optional(),
  ingestMs: z.int().min(0).optional(),
})

export const shippingRoutesOfControl = [
  bodyless('GET', '/shipping/orders', ({ context, query }) => {
    const { world, settings } = context
    const paid = world.payments.all().filter(({ paidAt }) => paidAt !== null)
    const newest = paid.slice(-limitOf(query, DEFAULT_ORDERS)).reverse()
    const orders = newest.map((payment) => ({
      ...orderView(context, payment),
      frozenFen: payment.frozenFen,
      uploads: world.shippings.get(payment.outTradeNo)?.uploads ?? [],
    }))
    return { orders, rules: settings.shipping }
  }),
  route('PUT', '/shipping/rules', Rules, ({ context: { settings }, body }) => {
    settings.shipping.managed = body.managed ?? settings.shipping.managed
    settings.shipping.ingestMs = body.ingestMs ?? settings.shipping.ingestMs
    return settings.shipping
  }),
  // The customer taps 确认收货.
  route('POST', '/shipping/receive', Which, ({ context, body }) => {
    if (!received(context, paymentOf(context, body), { by: 'customer' })) {
      throw new ControlError(409, 'not-shipped', body.outTradeNo)
    }
    return { outTradeNo: body.outTradeNo }
  }),
  route('POST', '/shipping/remind', Which, ({ context, body }) => ({
    callbackId: remindShipping(context, paymentOf(context, body)),
  })),
]
