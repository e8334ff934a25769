import { z } from 'zod'
import { id } from '../../platform/ids/index.js'
import { fen, page, PageQuery } from '../../platform/wire/index.js'
import { VoucherTerms } from '../catalog/catalog.contract.js'
import { RefundView } from '../payments/refunds/refunds.contract.js'

export const MAX_LINES = 50
export const MAX_QTY = 99
const MAX_KEY = 64
const MAX_VOUCHERS = 40

export const OrderStatus = z.enum([
  'pending-payment',
  'paid',
  'preparing',
  'ready',
  'shipped',
  'completed',
  'closed',
  'refund-pending',
  'refunded',
])
export const ClosedReason = z.enum(['expired', 'cancelled-by-customer'])

export const OrderParams = z.object({ orderId: id('ord') })
/** Made by the client for one intention: the same key with the same body is the same order. */
export const IdempotencyHeaders = z.object({
  'idempotency-key': z.string().regex(/^[0-9A-Za-z_-]{8,64}$/, `8 to ${MAX_KEY} letters or digits`),
})
export const OptionalIdempotencyHeaders = IdempotencyHeaders.partial()

const words = (most: number) => z.string().trim().min(1).max(most)
/** Where a parcel goes to. */
export const Address = z
  .strictObject({
    name: words(30),
    phone: z.string().regex(/^1[3-9]\d{9}$/, 'a mobile number of the mainland'),
    region: words(60).describe('province, city, district'),
    detail: words(120).describe('street, house, door'),
  })
  .meta({ id: 'Address' })

export const Wishes = z.array(
  z.strictObject({ skuId: id('sku'), qty: z.int().min(1).max(MAX_QTY) }),
)

export const NewOrder = z
  .strictObject({
    items: Wishes.min(1).max(MAX_LINES),
    couponId: id('cpn').optional(),
    address: Address.optional().describe('sent there by express; without: picked up'),
    storeCode: z.string().min(1).max(40).optional().describe('store to pick the order up at'),
    totalFen: fen.describe('what the customer was shown; only compared, never believed'),
    note: z.string().trim().max(100).optional(),
  })
  .meta({ id: 'NewOrder' })

/** One step from the goods to the total; `amountFen` is what it adds, negative for less. */
export const PriceStepView = z
  .object({
    kind: z.enum(['goods', 'coupon', 'delivery']),
    amountFen: z.int(),
    units: z.int().optional(),
    name: z.string().optional(),
    terms: z.enum(['amount', 'percent', 'gift']).optional(),
    thresholdFen: fen.optional(),
    offFen: fen.optional(),
    percent: z.int().optional(),
    capFen: fen.optional(),
    feeFen: fen.optional(),
    freeFromFen: fen.optional(),
  })
  .meta({ id: 'PriceStep' })

export const ShipmentView = z.object({
  company: z.string(),
  trackingNo: z.string(),
  at: z.string(),
})

const priceFields = {
  discountFen: fen,
  deliveryFen: fen,
  coupon: z.object({ couponId: id('cpn'), name: z.string() }).optional(),
  explanation: z.array(PriceStepView).describe('why this price; empty for orders of before'),
  delivery: z.enum(['pickup', 'express']).optional(),
  shipment: ShipmentView.optional(),
}

/** An order as its customer sees it. */
export const ShopOrderView = z
  .object({
    orderId: id('ord'),
    orderNo: z.string(),
    status: OrderStatus,
    items: z.array(
      z.object({
        skuId: id('sku').optional(),
        name: z.string(),
        skuName: z.string().optional(),
        pictureUrl: z.string().optional(),
        tint: z.string().optional(),
        art: z.string().optional(),
        qty: z.int(),
        priceFen: fen,
        amountFen: fen,
        discountFen: fen.describe('its share of the coupon'),
        refundedQty: z.int(),
        voucher: VoucherTerms.optional().describe('of a voucher: what was promised with it'),
      }),
    ),
    totalFen: fen,
    ...priceFields,
    address: Address.optional(),
    note: z.string().optional(),
    storeCode: z.string().optional(),
    storeName: z.string().optional(),
    createdAt: z.string(),
    expiresAt: z.string().optional().describe('while payment is pending'),
    paidAt: z.string().optional(),
    closedAt: z.string().optional(),
    closedReason: ClosedReason.optional(),
    pickupCode: z.string().optional(),
    refundedFen: fen.describe('what has come back of it'),
    refunds: z.array(
      z.object({
        amountFen: fen,
        reason: z.string(),
        state: z
          .enum(['asking', 'accepted', 'returned', 'delayed'])
          .describe('delayed: it did not work by itself, somebody of the shop is at it'),
        requestedAt: z.string(),
        acceptedAt: z.string().optional().describe('when WeChat took it'),
        returnedAt: z.string().optional(),
        account: z.string().optional().describe('where it went, in the words of WeChat'),
      }),
    ),
  })
  .meta({ id: 'ShopOrder' })
export const ShopOrderPage = page(ShopOrderView)
export const ShopOrderQuery = PageQuery.extend({ status: OrderStatus.optional() })

export const PaymentParamsView = z
  .object({
    paymentParams: z.object({
      appId: z.string(),
      timeStamp: z.string(),
      nonceStr: z.string(),
      package: z.string(),
      signType: z.literal('RSA'),
      paySign: z.string(),
    }),
  })
  .meta({ id: 'PaymentParams' })

const rowFields = {
  orderId: id('ord'),
  orderNo: z.string(),
  source: z.string(),
  status: OrderStatus,
  customer: z.object({ customerId: z.string(), name: z.string().optional() }).optional(),
  items: z.array(
    z.object({
      skuId: id('sku').optional(),
      name: z.string(),
      skuName: z.string().optional(),
      qty: z.int(),
      amountFen: fen,
      discountFen: fen,
      refundedQty: z.int(),
    }),
  ),
  totalFen: fen,
  refundedFen: fen,
  storeCode: z.string().optional(),
  storeName: z.string().optional(),
  createdAt: z.string(),
  paidAt: z.string().optional(),
}
/** An order as the console lists it. */
export const OrderRow = z.object(rowFields).meta({ id: 'OrderRow' })
export const OrderPage = page(OrderRow)
export const OrderListQuery = PageQuery.extend({
  status: OrderStatus.optional(),
  search: z.string().trim().min(1).max(64).optional().describe('beginning of the order number'),
  source: z.string().min(1).max(40).optional(),
})

export const OrderDetail = z
  .object({
    ...rowFields,
    ...priceFields,
    address: z
      .object({ name: z.string(), phone: z.string(), region: z.string(), detail: z.string() })
      .optional()
      .describe('name and phone masked'),
    channel: z.string().optional(),
    assistedBy: z.string().optional().describe('the member of staff who ordered for the customer'),
    note: z.string().optional(),
    pickupCode: z.string().optional(),
    expiresAt: z.string().optional(),
    closedAt: z.string().optional(),
    closedReason: ClosedReason.optional(),
    payments: z.array(
      z.object({
        paymentId: id('pay'),
        outTradeNo: z.string(),
        state: z.enum(['created', 'prepaid', 'paid', 'closed', 'paid-late']),
        amountFen: fen,
        transactionId: z.string().optional(),
        createdAt: z.string(),
        paidAt: z.string().optional(),
      }),
    ),
    refunds: z
      .array(z.object({ refundNo: z.string(), refundFen: fen, at: z.string() }))
      .describe('of an order of another system, as that reported them'),
    ownRefunds: z.array(RefundView).describe('of our own shop, whatever their state'),
    refundableFen: fen.describe('what may still be given back now; 0: nothing'),
    history: z.array(
      z.object({ at: z.string(), status: OrderStatus, reason: z.string().optional() }),
    ),
  })
  .meta({ id: 'OrderDetail' })

/** Store codes that orders carry and the list of stores does not know. */
export const UnknownStoreCodes = z.object({
  items: z.array(z.object({ storeCode: z.string(), orders: z.int() })),
})

const reason = z.string().trim().min(1).max(80)
const voucherIds = z.array(id('vch')).min(1).max(MAX_VOUCHERS).optional()

/** The customer takes a paid order back. */
export const TakeBack = z
  .strictObject({
    reason,
    voucherIds: voucherIds.describe(
      'only these of its vouchers, which nobody has used or is offered',
    ),
  })
  .meta({ id: 'TakeBack' })

/** An operator gives money of an order back. */
export const NewRefund = z
  .strictObject({
    amountFen: fen
      .min(1)
      .optional()
      .describe('without: all that is left of the order; of goods, unless it is just that'),
    items: Wishes.min(1)
      .max(MAX_LINES)
      .optional()
      .describe('instead of an amount: these units of goods, for what was paid for them'),
    voucherIds: voucherIds.describe('only these of its vouchers, with what they are owed'),
    isRestocked: z
      .boolean()
      .default(false)
      .describe('units go back on the shelf; whole orders only'),
    reason,
  })
  .refine(({ amountFen, items }) => amountFen === undefined || items === undefined, {
    message: 'an amount or items, not both',
  })
  .meta({ id: 'NewRefund' })

export const PickupQuery = z.object({
  storeCode: z.string().min(1).max(40),
  code: z.string().regex(/^\d{6}$/, '6 digits'),
})
export const FulfilmentBody = z
  .strictObject({ act: z.enum(['prepare', 'ready', 'hand-over']) })
  .meta({ id: 'Fulfilment' })

/** An order goes on its way. */
export const NewShipment = z
  .strictObject({
    company: words(20),
    trackingNo: z
      .string()
      .trim()
      .regex(/^[0-9A-Za-z-]{5,40}$/, '5 to 40 letters or digits'),
  })
  .meta({ id: 'NewShipment' })

/** What sending a parcel costs. */
const feeFields = {
  feeFen: fen.max(100_000),
  freeFromFen: fen.min(1).max(10_000_000).optional().describe('nothing, from this sum on'),
}
export const DeliveryFeeBody = z.strictObject(feeFields).meta({ id: 'NewDeliveryFee' })
export const DeliveryFeeView = z.object(feeFields).meta({ id: 'DeliveryFee' })
