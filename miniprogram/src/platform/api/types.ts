/**
 * The part of `/mini/v1` that the mini-program uses, under the names the screens use.
 * Money is an integer in fen, moments are ISO strings.
 */

export type MiniConfig = {
  brandName: string
  appId: string
  sandbox: { url: string } | null
}

export type LogIn = {
  token: string
  expiresAt: string
  openid: string
  customer: { name?: string; phoneMasked?: string; isNew: boolean }
}

export type Sku = {
  skuId: string
  name: string
  priceFen: number
  /** Units that can be sold now; null: made to order, never runs out. */
  available: number | null
  soldOut: boolean
}

export type Product = {
  productId: string
  name: string
  category: string
  pictureUrl?: string
  /** Key of the drawing that stands in for a photo, and the colour behind it. */
  art?: string
  tint?: string
  priceFromFen: number
  soldOut: boolean
  skus: Sku[]
}

export type ProductDetail = Product & { description?: string; pictureUrls: string[] }

export type Store = { storeCode: string; name: string; address?: string }

export type OrderStatus =
  | 'pending-payment'
  | 'paid'
  | 'preparing'
  | 'ready'
  | 'shipped'
  | 'completed'
  | 'closed'
  | 'refund-pending'
  | 'refunded'

export type OrderItem = {
  skuId?: string
  name: string
  skuName?: string
  qty: number
  priceFen: number
  amountFen: number
  pictureUrl?: string
  art?: string
  tint?: string
}

export type Order = {
  orderId: string
  orderNo: string
  status: OrderStatus
  items: OrderItem[]
  totalFen: number
  note?: string
  storeCode?: string
  storeName?: string
  createdAt: string
  /** While payment is pending. */
  expiresAt?: string
  paidAt?: string
  closedAt?: string
  closedReason?: 'expired' | 'cancelled-by-customer'
  pickupCode?: string
}

export type NewOrder = {
  items: { skuId: string; qty: number }[]
  storeCode?: string
  /** What the customer was shown; the server only compares it. */
  totalFen: number
  note?: string
}

/** What `wx.requestPayment` takes. */
export type PaymentParams = {
  appId: string
  timeStamp: string
  nonceStr: string
  package: string
  signType: string
  paySign: string
}

export type Me = {
  openid: string
  name?: string
  avatar?: string
  /** Only while the consent holds. */
  phoneMasked?: string
  ordersPaid: number
}

export type Consent = { version: string; text: string }

export type Page<Item> = { items: Item[]; nextCursor: string | null }
