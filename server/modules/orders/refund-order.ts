import type { Clock } from '../../platform/clock/index.js'
import { AppError, ok, refuse, type Result } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { InTransaction, Tx } from '../../platform/mongo/index.js'
import type { Actor, Audit } from '../operators/index.js'
import { refundIdOf, type Refunds } from '../payments/index.js'
import type { Stock } from '../stock/index.js'
import type { OrderGuards } from './order-guards.repository.js'
import { earnedOf, refundSourceOf } from './order-books.js'
import type { AfterSaleRefusal } from './orders.errors.js'
import type { OrderRows } from './orders.repository.js'
import type { CouponDesk, VoucherDesk } from './orders.ports.js'
import { decideFreeBack, decideParts, decideRefund, type RefundWish } from './refunding.domain.js'
import type { Order } from './orders.domain.js'
import type { StockTurns } from './stock-turns.js'
import { hasVouchers } from './voucher-lines.domain.js'

type Deps = Readonly<{
  orders: OrderRows
  guards: Pick<OrderGuards, 'freePickupCode'>
  coupons: Pick<CouponDesk, 'giveBack'>
  refunds: Pick<Refunds, 'request' | 'find' | 'restOf' | 'goodsTakenOf'>
  vouchers: Pick<VoucherDesk, 'takeBack' | 'refundableFen'>
  stock: Stock
  turns: Pick<StockTurns, 'of'>
  audit: Pick<Audit, 'record'>
  inTransaction: InTransaction
  clock: Clock
}>

/** `requestKey`: made by the client for one intention; with the order the identity of the refund. */
export type RefundOrder = RefundWish &
  Readonly<{ orderId: Id<'ord'>; requestKey: string; reason: string; actor?: Actor }>
/** `voucherFen`: what of the amount its codes were owed. */
type Parts = Readonly<{ amountFen: number | 'rest'; voucherFen: number }>

const MAX_ATTEMPTS = 3

export type OrderRefunds = ReturnType<typeof refundOrder>
/**
 * Owes money of a paid order from now on, and has it given back by WeChat. The state of the order and the refund's row
 * change in one transaction. The same key again answers the order as it is.
 */
export function refundOrder(deps: Deps) {
  const { orders, guards, refunds, stock, turns, coupons, vouchers, audit } = deps
  const { inTransaction, clock } = deps

  async function noteDeed(
    command: RefundOrder,
    { amountFen, isRestocked }: Readonly<{ amountFen: number; isRestocked: boolean }>,
    tx: Tx,
  ): Promise<void> {
    const { actor, orderId, items, codes, reason } = command
    if (actor !== undefined) {
      const subject = { type: 'order', id: orderId }
      const counted = codes === undefined ? {} : { codes: codes.length }
      const after = { amountFen, isRestocked, items, ...counted }
      await audit.record({ actor, action: 'order.refund', subject, after, reason }, { tx })
    }
  }

  async function freeCode({ storeCode, pickupCode: code, orderId }: Order, tx: Tx): Promise<void> {
    await guards.freePickupCode({ storeCode, code, orderId }, { tx })
  }

  /** What cost nothing goes back without money: its coupon and its units. */
  async function endFree(
    before: Order,
    command: RefundOrder,
    tx: Tx,
  ): Promise<Result<Order, AfterSaleRefusal>> {
    if (hasVouchers(before.items)) {
      return refuse('voucher-not-refundable', 'what cost nothing owes nothing')
    }
    const at = clock.now()
    const decision = decideFreeBack(before, { by: command.by, now: at })
    if (!decision.ok) {
      return before.status === 'refunded' ? ok(before) : decision
    }
    const order = decision.value
    const { orderId, coupon } = order
    const isRestocked = command.isRestocked !== false
    await noteDeed(command, { amountFen: 0, isRestocked }, tx)
    if ((await orders.save(order, { tx })) !== 'saved') {
      return refuse('order-busy')
    }
    await freeCode(order, tx)
    if (coupon !== undefined) {
      await coupons.giveBack({ couponId: coupon.couponId, orderId, at }, { tx })
    }
    if (isRestocked) {
      await stock.takeBack(orderId, { at, tx })
    }
    return ok({ ...order, revision: order.revision + 1 })
  }

  /** Of an order with vouchers: what of which money, with the codes taken back. */
  async function partsOf(
    order: Order,
    wish: RefundWish,
    { paymentId, refundId, tx }: { paymentId: Id<'pay'>; refundId: Id<'rfd'>; tx: Tx },
  ): Promise<Result<Parts, AfterSaleRefusal>> {
    if (!hasVouchers(order.items)) {
      const isOwn = wish.codes === undefined
      return isOwn
        ? ok({ amountFen: wish.amountFen, voucherFen: 0 })
        : refuse('voucher-not-refundable')
    }
    const { orderId } = order
    if (wish.items !== undefined) {
      return hasVouchers(linesOf(order, wish.items))
        ? refuse('voucher-not-refundable', 'vouchers are given back by code')
        : ok({ amountFen: wish.amountFen, voucherFen: 0 })
    }
    const takenFen = await refunds.goodsTakenOf({ orderId, paymentId }, { tx })
    const goodsRestFen = Math.max(0, earnedOf(order).goodsFen - takenFen)
    const owedFen = await vouchers.refundableFen(orderId, { tx })
    const decision = decideParts(wish, { goodsRestFen, owedFen })
    if (!decision.ok) {
      return decision
    }
    const { goodsFen, codes } = decision.value
    const taken =
      codes === 'none' ? ok(0) : await vouchers.takeBack(order, { codes, refundId }, { tx })
    return taken.ok ? ok({ amountFen: goodsFen + taken.value, voucherFen: taken.value }) : taken
  }

  async function write(
    before: Order,
    command: RefundOrder,
    tx: Tx,
  ): Promise<Result<Order, AfterSaleRefusal>> {
    const { orderId, requestKey, reason } = command
    const why = command.by === 'expiry' ? 'voucher-expiry' : 'after-sale'
    const reasonKey = `${why}:${requestKey}`
    if ((await refunds.find({ orderId, reasonKey }, { tx })) !== null) {
      return ok(before) // the same request again
    }
    const { paymentId } = before
    if (paymentId === undefined) {
      return endFree(before, command, tx)
    }
    const restFen = await refunds.restOf(paymentId, { tx })
    const refundId = refundIdOf({ orderId, reasonKey })
    const parts = await partsOf(before, command, { paymentId, refundId, tx })
    if (!parts.ok) {
      return parts
    }
    const wish = { ...command, amountFen: parts.value.amountFen }
    const decision = decideRefund(before, wish, { restFen, now: clock.now() })
    if (!decision.ok) {
      return decision
    }
    const { order, amountFen, isRestocked } = decision.value
    await noteDeed(command, { amountFen, isRestocked }, tx)
    if ((await orders.save(order, { tx })) !== 'saved') {
      return refuse('order-busy')
    }
    if (order.status === 'refund-pending') {
      await freeCode(order, tx)
    }
    if (isRestocked) {
      await stock.takeBack(orderId, { at: clock.now(), tx })
    }
    const requested = await refunds.request(
      {
        orderId,
        paymentId,
        reasonKey,
        reason,
        amountFen,
        sourceOf: refundSourceOf(parts.value.voucherFen),
      },
      { tx },
    )
    return requested.ok
      ? ok({ ...order, revision: order.revision + 1 })
      : refuse('refund-exceeds-order')
  }

  return async (command: RefundOrder): Promise<Result<Order, AfterSaleRefusal>> => {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const order = await orders.find(command.orderId)
      if (order === null) {
        return refuse('order-not-found')
      }
      let result: Result<Order, AfterSaleRefusal> = refuse('order-busy')
      await turns.of(order, () =>
        inTransaction({ commitIf: 'done' }, async (tx) => {
          result = await write(order, command, tx)
          return result.ok ? 'done' : 'refused'
        }),
      )
      if (result.ok || result.code !== 'order-busy') {
        return result
      }
    }
    throw new AppError('order-busy', { retriable: true })
  }
}

/** The lines of these SKUs. */
function linesOf({ items }: Order, wanted: readonly Readonly<{ skuId: Id<'sku'> }>[]) {
  return items.filter(({ skuId }) => wanted.some((one) => one.skuId === skuId))
}
