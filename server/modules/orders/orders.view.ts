import type { z } from 'zod'
import { pictureUrl } from '../catalog/index.js'
import { maskPhone } from '../customers/index.js'
import { refundView, type Payment, type Refund } from '../payments/index.js'
import type { OrderDetail, OrderRow, ShopOrderView } from './orders.contract.js'
import type { RefundRow } from './refund-queue.contract.js'
import { refundableFen } from './refunding.domain.js'
import type { DeliveryAddress } from './address.js'
import { OWN_SOURCE, type Order, type OrderLine } from './orders.domain.js'
import type { ReportedRefund } from './reported.domain.js'

/** Answers about orders. Pure. */

export type Buyer = Readonly<{ customerId: string; name: string | null }>
/** What an answer joins from other modules. */
export type Joined = Readonly<{
  storeNames: ReadonlyMap<string, string>
  buyers: ReadonlyMap<string, Buyer>
}>

/** Decrypts where an order is sent to. */
type Addresses = Readonly<{ addressOf(order: Order): DeliveryAddress | undefined }>

/** What a customer's answer joins. `refunds`: of these orders, perhaps of others too. */
export type ShopJoined = Pick<Joined, 'storeNames'> &
  Addresses &
  Readonly<{ refunds: readonly Refund[] }>

export function shopOrder(
  order: Order,
  { storeNames, addressOf, refunds }: ShopJoined,
): z.output<typeof ShopOrderView> {
  const { orderId, orderNo, status, totalFen, note, storeCode, closedReason, pickupCode } = order
  const isOpen = status === 'pending-payment'
  return {
    orderId,
    orderNo,
    status,
    items: order.items.map(shopLine),
    totalFen,
    ...priceView(order),
    address: addressOf(order),
    note,
    storeCode,
    storeName: storeCode === undefined ? undefined : storeNames.get(storeCode),
    createdAt: order.createdAt.toISOString(),
    expiresAt: isOpen ? order.expiresAt?.toISOString() : undefined,
    paidAt: order.paidAt?.toISOString(),
    closedAt: order.closedAt?.toISOString(),
    closedReason,
    pickupCode,
    refundedFen: order.refundedFen,
    refunds: refunds.filter((refund) => refund.orderId === orderId).map(shopRefund),
  }
}

/** Why something does not work is between us and WeChat: the customer hears that somebody is at it. */
const FOR_CUSTOMERS = {
  requested: 'asking',
  processing: 'accepted',
  succeeded: 'returned',
  'settled-offline': 'returned',
  abnormal: 'delayed',
  failed: 'delayed',
  'returned-to-merchant': 'delayed',
} as const

function shopRefund({
  amountFen,
  reason,
  state,
  requestedAt,
  acceptedAt,
  endedAt,
  account,
}: Refund) {
  const known = FOR_CUSTOMERS[state]
  return {
    amountFen,
    reason,
    state: known,
    requestedAt: requestedAt.toISOString(),
    acceptedAt: acceptedAt?.toISOString(),
    returnedAt: known === 'returned' ? endedAt?.toISOString() : undefined,
    account,
  }
}

function shopLine(line: OrderLine) {
  const { skuId, name, skuName, pictureId, tint, art, qty, priceFen, amountFen, voucher } = line
  const { discountFen = 0, refundedQty = 0 } = line
  const cover = pictureId === undefined ? undefined : pictureUrl(pictureId)
  const look = { skuId, name, skuName, pictureUrl: cover, tint, art }
  const promised =
    voucher === undefined ? {} : { voucher: { ...voucher, storeCodes: [...voucher.storeCodes] } }
  return { ...look, qty, priceFen, amountFen, discountFen, refundedQty, ...promised }
}

/** What the customer and staff see of the price and of the way to the customer. */
function priceView(order: Order) {
  const { discountFen = 0, deliveryFen = 0, coupon, explanation = [], shipment } = order
  const delivery = order.sealedAddress !== undefined ? ('express' as const) : ('pickup' as const)
  return {
    discountFen,
    deliveryFen,
    coupon,
    explanation: [...explanation],
    delivery: order.source === OWN_SOURCE ? delivery : undefined,
    shipment: shipment === undefined ? undefined : { ...shipment, at: shipment.at.toISOString() },
  }
}

export function orderRow(order: Order, { storeNames, buyers }: Joined): z.output<typeof OrderRow> {
  const { orderId, orderNo, source, status, totalFen, refundedFen, storeCode } = order
  const buyer = buyers.get(order.orderId)
  return {
    orderId,
    orderNo,
    source,
    status,
    customer:
      buyer === undefined
        ? undefined
        : { customerId: buyer.customerId, name: buyer.name ?? undefined },
    items: order.items.map(
      ({ skuId, name, skuName, qty, amountFen, discountFen = 0, refundedQty = 0 }) => ({
        ...{ skuId, name, skuName, qty, amountFen, discountFen, refundedQty },
      }),
    ),
    totalFen,
    refundedFen,
    storeCode,
    storeName: storeCode === undefined ? undefined : storeNames.get(storeCode),
    createdAt: order.createdAt.toISOString(),
    paidAt: order.paidAt?.toISOString(),
  }
}

type Behind = Joined & Readonly<{ orders: ReadonlyMap<string, Order> }>

/** A refund of the queue with what is behind it. */
export function refundRow(
  { refund, maySendNow }: Readonly<{ refund: Refund; maySendNow: boolean }>,
  { orders, ...joined }: Behind,
): z.output<typeof RefundRow> {
  const order = orders.get(refund.orderId)
  if (order === undefined) {
    return { ...refundView(refund), maySendNow }
  }
  const { orderId, orderNo, storeName, customer } = orderRow(order, joined)
  return { ...refundView(refund), maySendNow, order: { orderId, orderNo, storeName, customer } }
}

/** As lists and drawers show it; in full only to whoever sends the parcel. */
function maskedAddress(address: DeliveryAddress | undefined) {
  return address === undefined
    ? undefined
    : { ...address, name: `${address.name.slice(0, 1)}**`, phone: maskPhone(address.phone) }
}

type Parts = Joined &
  Addresses &
  Readonly<{
    payments: readonly Payment[]
    refunds: readonly ReportedRefund[]
    ownRefunds: readonly Refund[]
    vouchers?: Readonly<{ goodsRestFen: number; owedFen: number }>
  }>

export function orderDetail(order: Order, parts: Parts): z.output<typeof OrderDetail> {
  const { channel, note, pickupCode, closedReason, expiresAt, closedAt, history } = order
  const { assistedBy } = order
  return {
    ...orderRow(order, parts),
    ...priceView(order),
    address: maskedAddress(parts.addressOf(order)),
    channel,
    assistedBy: assistedBy?.name,
    note,
    pickupCode,
    closedReason,
    expiresAt: expiresAt?.toISOString(),
    closedAt: closedAt?.toISOString(),
    payments: parts.payments.map(paymentView),
    refunds: parts.refunds
      .filter((refund) => refund.state === 'done')
      .map(({ refundNo, refundFen, at }) => ({ refundNo, refundFen, at: at.toISOString() })),
    ownRefunds: parts.ownRefunds.map(refundView),
    refundableFen: refundableFen(order, parts.payments, parts.vouchers),
    history: history.map(({ at, status, reason }) => ({ at: at.toISOString(), status, reason })),
  }
}

function paymentView({ paymentId, state, amountFen, transactionId, createdAt, paidAt }: Payment) {
  return {
    paymentId,
    outTradeNo: paymentId,
    state,
    amountFen,
    transactionId,
    createdAt: createdAt.toISOString(),
    paidAt: paidAt?.toISOString(),
  }
}
