import type { Context } from '../context.js'
import type { Payment, Shipping } from '../world/pay-model.js'
import { orderState } from './shipping-states.js'

const seconds = (ms: number) => Math.floor(ms / 1000)

/** One order as get_order shows it; times in seconds since 1970. */
export function orderView(context: Context, payment: Payment): object {
  const shipping = context.world.shippings.get(payment.outTradeNo)
  return {
    transaction_id: payment.transactionId,
    merchant_trade_no: payment.outTradeNo,
    merchant_id: payment.mchid,
    sub_merchant_id: '',
    description: payment.description,
    paid_amount: payment.totalFen,
    openid: payment.openid,
    trade_create_time: seconds(payment.createdAt),
    pay_time: seconds(payment.paidAt ?? 0),
    order_state: orderState(context, payment),
    in_complaint: false,
    shipping: shipping === undefined ? {} : shippingView(shipping),
  }
}

/** A correction replaces what was uploaded before; parts of a split delivery add up. */
function shippingView(shipping: Shipping): object {
  const latest = shipping.uploads.at(-1)
  const isSplit = latest?.deliveryMode === 2
  const shown = shipping.uploads.filter((one) => one === latest || (isSplit && !one.isAllDelivered))
  return {
    delivery_mode: latest?.deliveryMode,
    logistics_type: latest?.logisticsType,
    finish_shipping: shipping.isFinished,
    goods_desc: latest?.parcels[0]?.itemDesc ?? '',
    finish_shipping_count: shipping.finishCount,
    shipping_list: shown.flatMap(({ parcels, uploadTime }) =>
      parcels.map(({ trackingNo, expressCompany, itemDesc }) => ({
        tracking_no: trackingNo,
        express_company: expressCompany,
        goods_desc: itemDesc,
        upload_time: seconds(uploadTime),
      })),
    ),
  }
}
