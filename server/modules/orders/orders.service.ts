import { ok, refuse, type Result } from '../../platform/errors/index.js'
import type { PiiCipher } from '../../platform/crypto/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { Tx } from '../../platform/mongo/index.js'
import { checkTransitions } from '../../platform/states/index.js'
import { isAmong, type Identity } from '../customers/index.js'
import type { Actor } from '../operators/index.js'
import {
  goodsTakenBy,
  type Payment,
  type Payments,
  type Refund,
  type Refunds,
} from '../payments/index.js'
import type { closeOrder } from './close-order.js'
import { inStatus, ORDER_TRANSITIONS, type HolderKey, type Order } from './orders.domain.js'
import type { ShopRefusal } from './orders.errors.js'
import { earnedOf } from './order-books.js'
import type { StoreNames, VoucherDesk } from './orders.ports.js'
import type { OrderFilter, OrderRows, Place } from './orders.repository.js'
import type { Joined, ShopJoined } from './orders.view.js'
import type { PayOrder } from './pay-order.js'
import type { placeOrder } from './place-order.js'
import { openAddress, type DeliveryAddress } from './address.js'
import type { Fulfilment, Parcel, Staff } from './fulfil-order.js'
import type { FulfilmentAct } from './fulfilment.domain.js'
import type { OrderRefunds, RefundOrder } from './refund-order.js'
import type { ReportedRefund } from './reported.domain.js'
import { hasVouchers, isVirtual } from './voucher-lines.domain.js'

type Deps = Readonly<{
  orders: OrderRows
  payments: Payments
  identity: Pick<Identity, 'factsOf' | 'holdersOf'>
  stores: StoreNames
  placeOrder: ReturnType<typeof placeOrder>
  payOrder: PayOrder
  closeOrder: ReturnType<typeof closeOrder>
  refundOrder: OrderRefunds
  fulfilment: Fulfilment
  refunds: Pick<Refunds, 'ofOrder' | 'ofOrders'>
  cipher: PiiCipher
  vouchers: Pick<VoucherDesk, 'refundableFen'>
}>

type Operator = Actor & Readonly<{ storeCodes: readonly string[] | null }>
type Page = Readonly<{ after?: Place; limit: number }>
export type OrderParts = Joined &
  Readonly<{
    order: Order
    payments: Payment[]
    refunds: ReportedRefund[]
    ownRefunds: Refund[]
    addressOf(order: Order): DeliveryAddress | undefined
    /** Of an order with vouchers: what of its money could be given back. */
    vouchers?: Readonly<{ goodsRestFen: number; owedFen: number }>
  }>

export type Orders = ReturnType<typeof ordersService>
export function ordersService(deps: Deps) {
  const { orders, payments, identity, stores } = deps
  checkTransitions('order', ORDER_TRANSITIONS, ['pending-payment'])

  /** An order of the living customer behind this identifier; anybody else's does not exist. */
  async function own(orderId: Id<'ord'>, holder: HolderKey): Promise<Result<Order, ShopRefusal>> {
    const order = await orders.find(orderId)
    if (order?.identifierKey === undefined) {
      return refuse('order-not-found')
    }
    const isOwn =
      order.identifierKey === holder ||
      isAmong(await identity.factsOf(holder), order.identifierKey, order.createdAt)
    return isOwn ? ok(order) : refuse('order-not-found')
  }

  async function joined(list: readonly Order[]): Promise<Joined> {
    const owned = list.flatMap(({ orderId, identifierKey, createdAt: at }) =>
      identifierKey === undefined ? [] : [{ orderId, identifierKey, at }],
    )
    const codes = list.flatMap(({ storeCode }) => storeCode ?? [])
    const [storeNames, found] = await Promise.all([
      stores.nameOf([...new Set(codes)]),
      identity.holdersOf(owned),
    ])
    const buyers = new Map(
      owned.flatMap(({ orderId }, index) => {
        const buyer = found[index] ?? null
        return buyer === null ? [] : [[orderId, buyer] as const]
      }),
    )
    return { storeNames, buyers }
  }

  const addressOf = ({ sealedAddress: sealed }: Order): DeliveryAddress | undefined =>
    sealed === undefined ? undefined : openAddress(deps.cipher, sealed)

  /** What a customer's answer shows beside these orders of theirs. */
  async function besides(list: readonly Order[]): Promise<ShopJoined> {
    const paid = list.filter(({ paymentId }) => paymentId !== undefined)
    const [storeNames, refunds] = await Promise.all([
      stores.nameOf([...new Set(list.flatMap(({ storeCode }) => storeCode ?? []))]),
      paid.length === 0 ? [] : deps.refunds.ofOrders(paid.map(({ orderId }) => orderId)),
    ])
    return { storeNames, refunds, addressOf }
  }

  /** One order with its payments and refunds; not found outside the operator's stores. */
  async function get(
    orderId: Id<'ord'>,
    { storeCodes }: Pick<Operator, 'storeCodes'>,
  ): Promise<Result<OrderParts, ShopRefusal>> {
    const order = await orders.find(orderId)
    const isShown =
      storeCodes === null ||
      (order?.storeCode !== undefined && storeCodes.includes(order.storeCode))
    if (order === null || !isShown) {
      return refuse('order-not-found')
    }
    const [names, ownPayments, refunds, ownRefunds] = await Promise.all([
      joined([order]),
      payments.ofOrder(orderId),
      orders.refundsOf(orderId),
      deps.refunds.ofOrder(orderId),
    ])
    const parts = { order, payments: ownPayments, refunds, ownRefunds, addressOf, ...names }
    if (!hasVouchers(order.items)) {
      return ok(parts)
    }
    const goodsRestFen = earnedOf(order).goodsFen - goodsTakenBy(ownRefunds)
    const owedFen = await deps.vouchers.refundableFen(orderId)
    return ok({ ...parts, vouchers: { goodsRestFen, owedFen } })
  }

  return {
    place: deps.placeOrder,
    own,
    besides,

    /** The customer's orders, newest first, whichever of their identifiers they came by. */
    async listOwn(holder: HolderKey, query: Page & Pick<OrderFilter, 'status'>): Promise<Order[]> {
      const { keys, windows } = await identity.factsOf(holder)
      return orders.list({ ...query, facts: { keys: [...new Set([...keys, holder])], windows } })
    },

    /**
     * Payment parameters; only for the account that ordered, since WeChat pays out of that one. What staff have ordered for
     * a customer is paid from whichever account of theirs.
     */
    async pay(
      orderId: Id<'ord'>,
      { holder, openid }: Readonly<{ holder: HolderKey; openid: string }>,
    ) {
      const found = await own(orderId, holder)
      if (!found.ok) {
        return found
      }
      return found.value.identifierKey === holder || found.value.assistedBy !== undefined
        ? deps.payOrder.inMiniProgram(found.value, openid)
        : refuse('not-the-buyer' as const)
    },

    /** Asks WeChat about an open order; a paid answer takes the way of a notification, so the order may follow a little later. */
    async refreshPayment(orderId: Id<'ord'>, holder: HolderKey) {
      const found = await own(orderId, holder)
      const paymentId = found.ok ? found.value.paymentId : undefined
      if (found.ok && found.value.status === 'pending-payment' && paymentId !== undefined) {
        await payments.refresh(paymentId)
        return own(orderId, holder)
      }
      return found
    },

    /** Cancels an unpaid order; cancelled before: answers it as it is. */
    async cancel(orderId: Id<'ord'>, holder: HolderKey): Promise<Result<Order, ShopRefusal>> {
      const found = await own(orderId, holder)
      if (!found.ok) {
        return found
      }
      const closed = await deps.closeOrder(orderId, 'cancelled-by-customer')
      return closed.ok ? own(orderId, holder) : closed
    },

    /**
     * The customer takes a paid order back that has not left the house: all of it, at once; of vouchers what is not used.
     * `codes`: only these of its vouchers.
     */
    async takeBack(
      orderId: Id<'ord'>,
      {
        holder,
        requestKey,
        reason,
        codes,
      }: Readonly<{
        holder: HolderKey
        requestKey: string
        reason: string
        codes?: readonly Id<'vch'>[]
      }>,
    ): Promise<Result<Order, ShopRefusal>> {
      const found = await own(orderId, holder)
      if (!found.ok) {
        return found
      }
      const wish = { amountFen: 'rest', isRestocked: 'if-whole', by: 'customer' } as const
      const only = codes === undefined ? {} : { codes }
      return deps.refundOrder({ ...wish, ...only, orderId, requestKey, reason })
    },

    /** The customer has what was sent; said before: answers it as it is. */
    async receive(orderId: Id<'ord'>, holder: HolderKey): Promise<Result<Order, ShopRefusal>> {
      const found = await own(orderId, holder)
      return found.ok ? deps.fulfilment.receive(orderId) : found
    },

    /** Vouchers of an order have ended unused, and their sale promised the money back then. Safe to repeat. */
    refundExpired: (
      orderId: Id<'ord'>,
      codes: readonly Id<'vch'>[],
      { requestKey, reason }: Readonly<{ requestKey: string; reason: string }>,
    ): Promise<Result<Order, ShopRefusal>> => {
      const wish = { amountFen: 'rest', isRestocked: false, by: 'expiry' } as const
      return deps.refundOrder({ ...wish, codes, orderId, requestKey, reason })
    },

    /** Every code of a paid order of vouchers has ended: so has the order. Any other order stays as it is. */
    async completeVirtual(
      orderId: Id<'ord'>,
      { at, tx }: Readonly<{ at: Date; tx: Tx }>,
    ): Promise<Result<null, 'order-busy'>> {
      const order = await orders.find(orderId, { tx })
      if (order?.status !== 'paid' || !isVirtual(order.items)) {
        return ok(null)
      }
      const saved = await orders.save(inStatus(order, { at, status: 'completed' }), { tx })
      return saved === 'saved' ? ok(null) : refuse('order-busy')
    },

    /** An operator gives back an order of their stores, all of it or a part. */
    async refund(
      command: Omit<RefundOrder, 'by' | 'actor'>,
      operator: Operator,
    ): Promise<Result<OrderParts, ShopRefusal>> {
      const found = await get(command.orderId, operator)
      if (!found.ok) {
        return found
      }
      const { operatorId, name } = operator
      const actor = { operatorId, name }
      const done = await deps.refundOrder({ ...command, by: 'operator', actor })
      return done.ok ? get(command.orderId, operator) : done
    },

    /** The order that waits at a store under a code. */
    async waiting(
      asked: Readonly<{ storeCode: string; code: string }>,
      staff: Staff,
    ): Promise<Result<OrderParts, ShopRefusal>> {
      const found = await deps.fulfilment.waiting(asked, staff)
      return found.ok ? get(found.value.orderId, staff) : found
    },

    /** Staff make it, set it ready or hand it over. */
    async fulfil(
      orderId: Id<'ord'>,
      act: FulfilmentAct,
      staff: Staff,
    ): Promise<Result<OrderParts, ShopRefusal>> {
      const done = await deps.fulfilment.act(orderId, act, staff)
      return done.ok ? get(orderId, staff) : done
    },

    /** Staff have sent it. */
    async ship(
      orderId: Id<'ord'>,
      parcel: Parcel,
      staff: Staff,
    ): Promise<Result<OrderParts, ShopRefusal>> {
      const done = await deps.fulfilment.ship(orderId, parcel, staff)
      return done.ok ? get(orderId, staff) : done
    },

    /** Where it is sent to, in full; the look is in the audit trail. */
    async revealAddress(
      orderId: Id<'ord'>,
      staff: Staff,
    ): Promise<Result<DeliveryAddress, ShopRefusal>> {
      const found = await get(orderId, staff)
      if (!found.ok) {
        return found
      }
      const address = addressOf(found.value.order)
      if (address === undefined) {
        return refuse('order-not-sent')
      }
      await deps.fulfilment.noteLook(orderId, staff)
      return ok(address)
    },

    /** For the console, newest first, with the names of customers and stores. */
    async list(query: OrderFilter & Page): Promise<{ orders: Order[] } & Joined> {
      const found = await orders.list(query)
      return { orders: found, ...(await joined(found)) }
    },

    /** Those of these orders that exist, with the names of customers and stores. */
    async withIds(orderIds: readonly Id<'ord'>[]) {
      const found = await orders.withIds([...new Set(orderIds)])
      return { orders: found, ...(await joined([...found.values()])) }
    },

    get,
  }
}
