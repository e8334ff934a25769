import type { Clock } from '../../platform/clock/index.js'
import { AppError, ok, refuse, type Result } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { InTransaction, Tx } from '../../platform/mongo/index.js'
import type { Actor, Audit } from '../operators/index.js'
import type { Refunds } from '../payments/index.js'
import type { Stock } from '../stock/index.js'
import type { OrderGuards } from './order-guards.repository.js'
import { refundSourceOf } from './order-books.js'
import type { AfterSaleRefusal } from './orders.errors.js'
import type { OrderRows } from './orders.repository.js'
import type { CouponDesk } from './orders.ports.js'
import { decideFreeBack, decideRefund, type RefundWish } from './refunding.domain.js'
import type { Order } from './orders.domain.js'
import type { StockTurns } from './stock-turns.js'

type Deps = Readonly<{
  orders: OrderRows
  guards: Pick<OrderGuards, 'freePickupCode'>
  coupons: Pick<CouponDesk, 'giveBack'>
  refunds: Pick<Refunds, 'request' | 'find' | 'restOf'>
  stock: Stock
  turns: Pick<StockTurns, 'of'>
  audit: Pick<Audit, 'record'>
  inTransaction: InTransaction
  clock: Clock
}>

/** `requestKey`: made by the client for one intention; with the order the identity of the refund. */
export type RefundOrder = RefundWish &
  Readonly<{ orderId: Id<'ord'>; requestKey: string; reason: string; actor?: Actor }>

const MAX_ATTEMPTS = 3

export type OrderRefunds = ReturnType<typeof refundOrder>
/**
 * Owes money of a paid order from now on, and has it given back by WeChat. The state of the order and the refund's row
 * change in one transaction. The same key again answers the order as it is.
 */
export function refundOrder(deps: Deps) {
  const { orders, guards, refunds, stock, turns, coupons, audit, inTransaction, clock } = deps

  async function noteDeed(command: RefundOrder, amountFen: number, tx: Tx): Promise<void> {
    const { actor, orderId, isRestocked, items, reason } = command
    if (actor !== undefined) {
      const subject = { type: 'order', id: orderId }
      const after = { amountFen, isRestocked, items }
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
    const at = clock.now()
    const decision = decideFreeBack(before, { by: command.by, now: at })
    if (!decision.ok) {
      return before.status === 'refunded' ? ok(before) : decision
    }
    const order = decision.value
    const { orderId, coupon } = order
    await noteDeed(command, 0, tx)
    if ((await orders.save(order, { tx })) !== 'saved') {
      return refuse('order-busy')
    }
    await freeCode(order, tx)
    if (coupon !== undefined) {
      await coupons.giveBack({ couponId: coupon.couponId, orderId, at }, { tx })
    }
    if (command.isRestocked) {
      await stock.takeBack(orderId, { at, tx })
    }
    return ok({ ...order, revision: order.revision + 1 })
  }

  async function write(
    before: Order,
    command: RefundOrder,
    tx: Tx,
  ): Promise<Result<Order, AfterSaleRefusal>> {
    const { orderId, requestKey, reason } = command
    const reasonKey = `after-sale:${requestKey}`
    if ((await refunds.find({ orderId, reasonKey }, { tx })) !== null) {
      return ok(before) // the same request again
    }
    const { paymentId } = before
    if (paymentId === undefined) {
      return endFree(before, command, tx)
    }
    const restFen = await refunds.restOf(paymentId, { tx })
    const decision = decideRefund(before, command, { restFen, now: clock.now() })
    if (!decision.ok) {
      return decision
    }
    const { order, amountFen } = decision.value
    await noteDeed(command, amountFen, tx)
    if ((await orders.save(order, { tx })) !== 'saved') {
      return refuse('order-busy')
    }
    if (order.status === 'refund-pending') {
      await freeCode(order, tx)
    }
    if (command.isRestocked) {
      await stock.takeBack(orderId, { at: clock.now(), tx })
    }
    const requested = await refunds.request(
      {
        orderId,
        paymentId,
        reasonKey,
        reason,
        amountFen,
        sourceOf: refundSourceOf,
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
