import { z } from 'zod'
import type { Result } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { Fen } from '../../platform/money/index.js'
import type { Tx } from '../../platform/mongo/index.js'
import { fen } from '../../platform/wire/index.js'
import type { FactScope } from '../customers/index.js'
import type { HolderKey, Order } from './orders.domain.js'
import type { HeldCoupon } from './pricing.domain.js'

/** Names of stores, by code; kept by the stores module. A code that is missing from the answer is unknown. */
export type StoreNames = Readonly<{
  nameOf(storeCodes: readonly string[]): Promise<ReadonlyMap<string, string>>
}>

/** Whom a member of staff has in front of them in a chat; null: nobody of theirs. Kept by the wecom module. */
export type Chats = Readonly<{
  inFront(
    externalUserid: string,
    staff: Readonly<{ staffUserid?: string | undefined }>,
  ): Promise<HolderKey | null>
}>

type CouponOfOrder = Readonly<{ couponId: Id<'cpn'>; orderId: Id<'ord'>; at: Date }>

/**
 * Coupons, as orders need them; kept by the coupons module, above. What writes does so in the order's own transaction, and
 * safe to repeat: a coupon is locked, used and given back once by the same order.
 */
export type CouponDesk = Readonly<{
  /** What this customer may use now, soonest ending first; at most 50. `couponId`: only this one. */
  usable(facts: FactScope, couponId?: Id<'cpn'>): Promise<readonly HeldCoupon[]>
  /** Those of these that can be locked at their moment, as the transaction sees it. */
  lockable(
    wanted: readonly Readonly<{ couponId: Id<'cpn'>; at: Date }>[],
    options: { tx: Tx },
  ): Promise<ReadonlySet<Id<'cpn'>>>
  /** Locks what `lockable` answered in this transaction: no other order may use it. */
  lock(locks: readonly CouponOfOrder[], options: { tx: Tx }): Promise<void>
  /** Its order is paid: it has been worth this much. */
  use(used: CouponOfOrder & Readonly<{ discountFen: number }>, options: { tx: Tx }): Promise<void>
  /** Its order was closed or given back in full: the customer has it again. */
  giveBack(of: CouponOfOrder, options: { tx: Tx }): Promise<void>
}>

/** The codes of an order's vouchers; given by the vouchers module, which stands above. */
export type VoucherDesk = Readonly<{
  /** Makes the codes of an order that has just been paid, in the transaction that marks it paid. */
  issue(order: Order, options: Readonly<{ tx: Tx }>): Promise<void>
  /** What the codes of an order are owed that could be given back now. */
  refundableFen(orderId: Id<'ord'>, options?: Readonly<{ tx?: Tx }>): Promise<Fen>
  /**
   * Takes codes back for a refund, in its transaction, and answers what they were owed; nobody redeems them from then on.
   * `all`: every active one; refuses while one is offered to a friend. Any other list: each must be an active code of the order.
   */
  takeBack(
    order: Order,
    wanted: Readonly<{ codes: 'all' | readonly Id<'vch'>[]; refundId: Id<'rfd'> }>,
    options: Readonly<{ tx: Tx }>,
  ): Promise<Result<Fen, 'voucher-not-refundable'>>
}>

const MAX_ITEMS = 200
const MAX_QTY = 1_000_000
const number = z.string().min(1).max(64)

/** What `data` of the order events of the open API must look like (contract.md 4). */
export const orderEventData = {
  'order.paid': z.object({
    orderNo: number,
    storeCode: number.optional(),
    paidFen: fen,
    items: z
      .array(
        z.object({
          sku: number,
          name: z.string().min(1).max(120),
          qty: z.int().min(1).max(MAX_QTY),
          amountFen: fen,
        }),
      )
      .max(MAX_ITEMS),
    channel: z.string().min(1).max(40).optional(),
  }),
  'order.refunded': z.object({ orderNo: number, refundNo: number, refundFen: fen }),
} as const
