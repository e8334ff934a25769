import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import {
  BoundPhone,
  MiniConfig,
  MiniMe,
  MiniSession,
} from '../../server/modules/customers/mini.contract.js'
import { ShopCouponView } from '../../server/modules/coupons/coupons.contract.js'
import {
  PaymentParamsView,
  ShopOrderPage,
  ShopOrderView,
} from '../../server/modules/orders/orders.contract.js'
import { ShopProductDetail, ShopProductPage } from '../../server/modules/stock/products.contract.js'
import { ShopStoreList } from '../../server/modules/stores/stores.contract.js'
import { jsonClient } from './json-client.js'

/** The mini-program's routes (`/mini/v1`), as a customer's phone uses them. */
export type ShopClient = ReturnType<typeof shopClient>

export type NewShopOrder = Readonly<{
  items: readonly Readonly<{ skuId: string; qty: number }>[]
  totalFen: number
  storeCode?: string | undefined
  note?: string
  couponId?: string
  address?: Readonly<{ name: string; phone: string; region: string; detail: string }>
}>

const MAX_PAGE = 100

export function shopClient(serverUrl: string) {
  let token = ''
  const send = jsonClient(`${serverUrl}/mini/v1`, (): Record<string, string> =>
    token === '' ? {} : { authorization: `Bearer ${token}` },
  )
  const get = async <Schema extends z.ZodType>(path: string, schema: Schema) =>
    (await send('GET', path, schema)).body

  return {
    send,
    config: () => get('/config', MiniConfig),
    products: () => get(`/products?limit=${MAX_PAGE}`, ShopProductPage),
    product: (productId: string) => get(`/products/${productId}`, ShopProductDetail),
    stores: () => get(`/stores?limit=${MAX_PAGE}`, ShopStoreList),

    /** `code`: what wx.login gave. Later calls of this client are this customer's. */
    async logIn(code: string) {
      const { body } = await send('POST', '/sessions', MiniSession, { body: { code } })
      token = body.token
      return body
    },
    me: () => get('/me', MiniMe),
    async bindPhone(code: string) {
      const consent = { version: '2026-01', text: '同意用手机号查找我的会员和订单' }
      return (await send('POST', '/me/phone', BoundPhone, { body: { code, consent } })).body
    },

    /** The same key with the same content is the same order. */
    async placeOrder(order: NewShopOrder, idempotencyKey: string = randomUUID()) {
      const headers = { 'idempotency-key': idempotencyKey }
      return (await send('POST', '/orders', ShopOrderView, { body: order, headers })).body
    },
    /** The same key again is the same coupon. */
    async takeCoupon(templateId: string, idempotencyKey: string = randomUUID()) {
      const headers = { 'idempotency-key': idempotencyKey }
      const path = `/coupon-offers/${templateId}/take`
      return (await send('POST', path, ShopCouponView, { headers })).body
    },
    orders: () => get(`/orders?limit=${MAX_PAGE}`, ShopOrderPage),
    order: (orderId: string) => get(`/orders/${orderId}`, ShopOrderView),
    /** The prepay_id with which WeChat's pay sheet is opened. */
    async pay(orderId: string): Promise<string> {
      const { body } = await send('POST', `/orders/${orderId}/payment`, PaymentParamsView)
      return body.paymentParams.package.replace(/^prepay_id=/, '')
    },
    async refreshPayment(orderId: string) {
      return (await send('POST', `/orders/${orderId}/payment/refresh`, ShopOrderView)).body
    },
    /** Takes a paid order back; the same key again is the same request. */
    async takeBack(orderId: string, reason: string, idempotencyKey: string = randomUUID()) {
      const headers = { 'idempotency-key': idempotencyKey }
      const options = { body: { reason }, headers }
      return (await send('POST', `/orders/${orderId}/refund`, ShopOrderView, options)).body
    },
    async cancel(orderId: string) {
      return (await send('POST', `/orders/${orderId}/cancel`, ShopOrderView)).body
    },
  }
}
