import type { Fields } from '../http/fields.js'
import type { Payment, Shipping, ShippingUpload } from '../world/pay-model.js'
import type { MiniApi, MiniCall } from './api.js'
import { MiniError } from './errors.js'
import { momentOf, uploadRequest } from './shipping-request.js'
import { orderState, shipped } from './shipping-states.js'
import { orderView } from './shipping-view.js'

const BY_MERCHANT_NO = 1
const EXPRESS = 1
const MAX_PAGE = 100
const OK = { errcode: 0, errmsg: 'ok' }

/** A paid order that shipping management has taken in; younger ones are 10060001 like unknown ones. */
function known({ context }: MiniCall, payment: Payment | undefined): Payment {
  const { clock, settings } = context
  const age = clock.now() - (payment?.paidAt ?? Infinity)
  if (payment === undefined || payment.paidAt === null || age < settings.shipping.ingestMs) {
    throw new MiniError(10060001)
  }
  return payment
}

function byKey(call: MiniCall): Payment {
  const { world, keys } = call.context
  const key = call.body.child('order_key')
  if (key.int('order_number_type', 0) !== BY_MERCHANT_NO) {
    return known(call, world.payments.by('transactionId', key.text('transaction_id'))[0])
  }
  const own = key.text('mchid') === keys.mchId
  return known(call, own ? world.payments.get(key.text('out_trade_no')) : undefined)
}

function byNumber(call: MiniCall, body: Fields): Payment {
  const { world, keys } = call.context
  if (body.has('transaction_id')) {
    return known(call, world.payments.by('transactionId', body.text('transaction_id'))[0])
  }
  const own = body.text('merchant_id') === keys.mchId
  return known(call, own ? world.payments.get(body.text('merchant_trade_no')) : undefined)
}

function upload(call: MiniCall) {
  const { world } = call.context
  const { openid, ...wanted } = uploadRequest(call)
  const payment = byKey(call)
  if (openid !== payment.openid) {
    throw new MiniError(10060031)
  }
  const shipping = world.shippings.get(payment.outTradeNo) ?? noShipping(payment)
  checkState(call, payment, { shipping, wanted })
  shipping.uploads.push(wanted)
  const wasFinished = shipping.isFinished
  shipping.isFinished ||= wanted.isAllDelivered
  shipping.finishCount += wanted.isAllDelivered ? 1 : 0
  world.shippings.put(shipping)
  if (shipping.isFinished && !wasFinished) {
    shipped(call.context, payment, shipping)
  }
  return { json: OK }
}

const noShipping = ({ outTradeNo }: Payment): Shipping => ({
  outTradeNo,
  uploads: [],
  isFinished: false,
  finishCount: 0,
  remindedAt: null,
  autoReceiveAt: null,
  receivedAt: null,
})

/** Until it is finished it may grow; after that it may be corrected once, until it is received. */
function checkState(
  { context }: MiniCall,
  payment: Payment,
  { shipping, wanted }: { shipping: Shipping; wanted: ShippingUpload },
): void {
  if (orderState(context, payment) > 2) {
    throw new MiniError(10060004)
  }
  const latest = shipping.uploads.at(-1)
  if (latest === undefined) {
    return
  }
  if (shipping.finishCount > 1) {
    throw new MiniError(10060003)
  }
  if (shipping.isFinished && !wanted.isAllDelivered) {
    throw new MiniError(10060002)
  }
  if (wanted.uploadTime <= latest.uploadTime) {
    throw new MiniError(10060014, 'upload_time must be later than that of the last upload')
  }
  if (contentOf(wanted) === contentOf(latest)) {
    throw new MiniError(10060023)
  }
}

const contentOf = ({ logisticsType, deliveryMode, isAllDelivered, parcels }: ShippingUpload) =>
  JSON.stringify([logisticsType, deliveryMode, isAllDelivered, parcels])

/** Reminds the customer to confirm: once per order, express only, after it was shipped. */
function remindReceive(call: MiniCall) {
  const { world, clock } = call.context
  const payment = byNumber(call, call.body)
  momentOrSeconds(call.body)
  const shipping = world.shippings.get(payment.outTradeNo)
  const isExpress = shipping?.uploads.at(-1)?.logisticsType === EXPRESS
  if (shipping === undefined || !isExpress || orderState(call.context, payment) !== 2) {
    throw new MiniError(10060004)
  }
  if (shipping.remindedAt !== null) {
    throw new MiniError(10060003, 'reminded already')
  }
  shipping.remindedAt = clock.now()
  return { json: OK }
}

/** received_time: seconds since 1970, or RFC 3339. */
function momentOrSeconds(body: Fields): number {
  const value = body.raw()['received_time']
  return typeof value === 'number' ? value * 1000 : momentOf(body, 'received_time')
}

function list({ context, body }: MiniCall) {
  const { world } = context
  const range = body.child('pay_time_range')
  const from = range.int('begin_time', 0) * 1000
  const until = range.int('end_time', Number.MAX_SAFE_INTEGER / 1000) * 1000
  const openid = body.text('openid')
  const state = body.int('order_state', 0)
  const fitting = world.payments
    .all()
    .filter(({ paidAt }) => paidAt !== null && paidAt >= from && paidAt < until)
    .filter((payment) => openid === '' || payment.openid === openid)
    .filter((payment) => state === 0 || orderState(context, payment) === state)
  const start = Number(body.text('last_index') || 0)
  const size = Math.min(Math.max(body.int('page_size', MAX_PAGE), 1), MAX_PAGE)
  const page = fitting.slice(start, start + size)
  const json = {
    ...OK,
    order_list: page.map((payment) => orderView(context, payment)),
    last_index: String(start + page.length),
    has_more: start + page.length < fitting.length,
  }
  return { json }
}

function managed({ context: { keys, settings }, body }: MiniCall) {
  if (body.text('appid') !== keys.miniAppId) {
    throw new MiniError(40013)
  }
  return settings.shipping.managed
}

/** Source: mini-program docs, 发货信息管理服务. */
export const shippingApis: readonly MiniApi[] = [
  { method: 'POST', path: '/wxa/sec/order/upload_shipping_info', run: upload },
  { method: 'POST', path: '/wxa/sec/order/notify_confirm_receive', run: remindReceive },
  {
    method: 'POST',
    path: '/wxa/sec/order/get_order',
    run: (call) => ({
      json: { ...OK, order: orderView(call.context, byNumber(call, call.body)) },
    }),
  },
  { method: 'POST', path: '/wxa/sec/order/get_order_list', run: list },
  {
    method: 'POST',
    path: '/wxa/sec/order/is_trade_managed',
    run: (call) => ({ json: { ...OK, is_trade_managed: managed(call) } }),
  },
  {
    method: 'POST',
    path: '/wxa/sec/order/is_trade_management_confirmation_completed',
    run: (call) => ({ json: { ...OK, completed: managed(call) } }),
  },
  {
    method: 'POST',
    path: '/wxa/sec/order/set_msg_jump_path',
    run({ context, body }) {
      if (body.text('path') === '') {
        throw new MiniError(47001)
      }
      context.settings.shipping.jumpPath = body.text('path')
      return { json: OK }
    },
  },
]
