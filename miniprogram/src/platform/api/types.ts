import type { components, operations } from './api-types'

/**
 * The part of `/mini/v1` that the mini-program uses, under the names the screens use; made from the
 * server's schemas (`npm run api` in the root). Money is an integer in fen, moments are ISO strings.
 */

type Schemas = components['schemas']
type Answer<Name extends keyof operations> = operations[Name] extends {
  responses: { 200: { content: { 'application/json': infer Body } } }
}
  ? Body
  : never
type Sent<Name extends keyof operations> = operations[Name] extends {
  requestBody: { content: { 'application/json': infer Body } }
}
  ? Body
  : never

export type MiniConfig = Answer<'miniConfig'>
export type LogIn = Schemas['MiniSession']
export type Me = Answer<'miniMe'>
export type Consent = Sent<'miniBindPhone'>['consent']

export type PersonExport = Schemas['PersonExport']
export type ExportPart = Schemas['ExportPart']
export type Erasure = Schemas['MiniErasure']

export type Product = Schemas['ShopProduct']
export type ProductDetail = Schemas['ShopProductDetail']
export type Sku = Product['skus'][number]
export type Store = Schemas['ShopStore']

export type NewOrder = Sent<'miniCreateOrder'>
export type Order = Schemas['ShopOrder']
export type OrderItem = Order['items'][number]
export type OrderStatus = Order['status']
export type Address = Schemas['AddressInput']
export type PriceStep = Order['explanation'][number]
export type Price = Schemas['PriceAnswer']
export type PriceQuestion = Sent<'miniPriceCart'>
export type PriceCoupon = Price['coupons'][number]
export type Coupon = Schemas['ShopCoupon']
export type CouponOffer = Answer<'miniListCouponOffers'>['items'][number]
export type CouponTerms = Coupon['terms']
/** What `wx.requestPayment` takes. */
export type PaymentParams = Schemas['PaymentParams']['paymentParams']

export type Voucher = Schemas['ShopVoucher']
export type VoucherOffer = Schemas['VoucherOffer']
export type OfferedVoucher = Schemas['OfferedVoucher']

export type Page<Item> = { items: Item[]; nextCursor: string | null }
