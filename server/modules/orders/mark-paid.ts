import { randomInt } from 'node:crypto'
import type { Clock } from '../../platform/clock/index.js'
import { AppError, ok, type Result } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { Tx } from '../../platform/mongo/index.js'
import type { Outbox } from '../../platform/outbox/index.js'
import { postings, type Ledger } from '../ledger/index.js'
import type { Stock } from '../stock/index.js'
import { notedOf } from './noted.js'
import { earnedOf } from './order-books.js'
import type { OrderGuards } from './order-guards.repository.js'
import { decidePaid, titleOf, type Order } from './orders.domain.js'
import type { OrderRefusal } from './orders.errors.js'
import { OrderFulfilled, orderPaid } from './orders.events.js'
import type { CouponDesk, VoucherDesk } from './orders.ports.js'
import type { OrderRows } from './orders.repository.js'
import type { settleLate } from './settle-late.js'
import { hasVouchers, isVirtual } from './voucher-lines.domain.js'

type Deps = Readonly<{
  orders: OrderRows
  guards: OrderGuards
  stock: Stock
  ledger: Ledger
  coupons: Pick<CouponDesk, 'use'>
  vouchers: Pick<VoucherDesk, 'issue'>
  outbox: Outbox
  clock: Clock
}>
type Payment = Readonly<{
  paymentId: Id<'pay'>
  orderId: Id<'ord'>
  amountFen: number
  paidAt: Date
}>

const CODE_CANDIDATES = 8
const CODES = 1_000_000

/** A payment, or that nothing was to be paid. */
type Paid = Readonly<{ paymentId?: Id<'pay'>; paidAt: Date }>

export type TakePayment = ReturnType<typeof takePayment>
/**
 * The order takes this payment, in the caller's transaction: held units are sold, the open-order guard is freed, the books
 * are written, the codes of its vouchers are made, everybody above is told. Its stock is held. Throws for an order that cannot take it: the caller has looked.
 */
export function takePayment(deps: Deps) {
  const { orders, guards, stock, ledger, coupons, vouchers, outbox, clock } = deps

  async function pickupCode(
    { storeCode, orderId, items }: Order,
    tx: Tx,
  ): Promise<string | undefined> {
    if (storeCode === undefined || isVirtual(items)) {
      return undefined
    }
    const candidates = Array.from({ length: CODE_CANDIDATES }, sixDigits)
    const at = clock.now()
    const code = await guards.takePickupCode({ storeCode, orderId, at }, { candidates, tx })
    if (code === null) {
      throw new AppError('order-busy', { retriable: true })
    }
    return code
  }

  async function tell(paid: Order, at: Date, tx: Tx): Promise<void> {
    const { identifierKey: holder, paidFen: amountFen } = paid
    const noted =
      holder === undefined ? [] : [notedOf(paid, { what: 'paid', amountFen, at, holder })]
    await outbox.append([orderPaid(paid), ...noted, ...deliveredBy(paid, at)], { tx })
  }

  async function useCoupon({ coupon, orderId, discountFen = 0 }: Order, at: Date, tx: Tx) {
    if (coupon !== undefined) {
      const { couponId } = coupon
      await coupons.use({ couponId, orderId, discountFen, at }, { tx })
    }
  }

  return async (order: Order, payment: Paid, tx: Tx): Promise<void> => {
    const { paymentId, paidAt } = payment
    const code = await pickupCode(order, tx)
    const paid = decidePaid(order, {
      ...(paymentId === undefined ? {} : { paymentId }),
      paidAt,
      ...(code === undefined ? {} : { pickupCode: code }),
    })
    const { orderId, identifierKey } = paid
    await tell(paid, paidAt, tx)
    const cause = { cause: orderId, orderId, paymentId, at: paidAt }
    if (hasVouchers(paid.items)) {
      await vouchers.issue(paid, { tx })
    }
    const posted = postings.orderPaid({ ...cause, ...earnedOf(paid) })
    await ledger.post(paid.paidFen === 0 ? [] : [posted], { tx })
    await useCoupon(paid, paidAt, tx)
    if ((await orders.save(paid, { tx })) !== 'saved') {
      throw new AppError('order-busy', { retriable: true })
    }
    if (identifierKey !== undefined) {
      await guards.removeOpen({ holder: identifierKey, orderId }, { tx })
    }
    await stock.sell(orderId, { at: clock.now(), tx }) // last: what others race for
  }
}

/** An order of codes only has reached its customer with them. */
function deliveredBy({ items, orderId, paymentId }: Order, at: Date) {
  return paymentId !== undefined && isVirtual(items)
    ? [OrderFulfilled({ orderId, paymentId, way: 'virtual', title: titleOf(items), at })]
    : []
}

type MarkDeps = Readonly<{
  orders: Pick<OrderRows, 'find'>
  takePayment: TakePayment
  settleLate: ReturnType<typeof settleLate>
}>

/** The order of a succeeded payment becomes paid; one that no longer waits for it is settled as a late one. Safe to repeat. */
export function markPaid({ orders, takePayment: take, settleLate: settle }: MarkDeps) {
  return async (payment: Payment, tx: Tx): Promise<Result<null, OrderRefusal>> => {
    const order = await orders.find(payment.orderId, { tx })
    if (order?.status !== 'pending-payment') {
      return settle(payment, tx)
    }
    await take(order, payment, tx)
    return ok(null)
  }
}

/** Guessing one of a store's few open codes is no gain: staff look at the order before handing it over. */
function sixDigits(): string {
  return String(randomInt(CODES)).padStart(6, '0')
}
