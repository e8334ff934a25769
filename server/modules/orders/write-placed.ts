import { contentHash } from '../../platform/crypto/index.js'
import { invariant } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { InTransaction, Tx } from '../../platform/mongo/index.js'
import type { Outbox } from '../../platform/outbox/index.js'
import type { Audit } from '../operators/index.js'
import type { Payments } from '../payments/index.js'
import type { PooledLine, Stock } from '../stock/index.js'
import { decideBatch, openChanges, type Asked, type Outcome } from './batch.domain.js'
import { notedOf } from './noted.js'
import { intentionId, type OrderGuards } from './order-guards.repository.js'
import type { CouponDesk } from './orders.ports.js'
import { MAX_OPEN_ORDERS, titleOf, type HolderKey, type Order } from './orders.domain.js'
import type { OrderRows } from './orders.repository.js'

export type WriteDeps = Readonly<{
  orders: Pick<OrderRows, 'insert'>
  guards: OrderGuards
  payments: Pick<Payments, 'openAll'>
  stock: Pick<Stock, 'left' | 'hold'>
  coupons: Pick<CouponDesk, 'lockable' | 'lock'>
  /** Has an order paid for which nothing is to be paid. */
  takeFree(order: Order, tx: Tx): Promise<void>
  outbox: Outbox
  audit: Pick<Audit, 'record'>
  inTransaction: InTransaction
}>

/** An order that is about to be placed: everything about it is decided but key, limit and stock. */
export type Draft = Readonly<{
  order: Order
  /** What it takes, and from which pools. */
  lines: readonly PooledLine[]
  holder: HolderKey
  /** Who pays inside the mini-program; missing: whoever scans a code. */
  openid?: string
  idempotencyKey: string
  body: unknown
  /** Every identifier of the living customer, `holder` among them. */
  among: readonly HolderKey[]
}>

/** What all orders of a batch take from. */
export type OnePool = Pick<PooledLine, 'skuId' | 'pool'>

/** The two ways to place orders: one in a transaction of its own, or many of one SKU in one that they share. */
export function writePlaced(deps: WriteDeps) {
  const { guards, stock, coupons, inTransaction } = deps

  /** Which of the drafts' coupons no other order has. */
  async function freeCoupons(drafts: readonly Draft[], tx: Tx): Promise<ReadonlySet<Id<'cpn'>>> {
    const wanted = locksOf(drafts)
    return wanted.length === 0 ? new Set() : coupons.lockable(wanted, { tx })
  }

  async function lockCoupons(drafts: readonly Draft[], tx: Tx): Promise<void> {
    const locks = locksOf(drafts)
    await (locks.length > 0 && coupons.lock(locks, { tx }))
  }

  const openAll = (drafts: readonly Draft[], tx: Tx) =>
    deps.payments.openAll(drafts.map(attemptOf), { tx })

  /** Everything that an order leaves behind but its guard, its coupon and its stock. */
  async function writeRows(drafts: readonly Draft[], tx: Tx): Promise<readonly Order[]> {
    await guards.insertKeys(drafts.map(usedKeyOf), { tx })
    const payable = drafts.filter(({ order }) => order.totalFen > 0)
    const payments = payable.length === 0 ? [] : await openAll(payable, tx)
    const orders = payable.map(({ order }, index) => {
      const payment = payments[index]
      invariant(payment !== undefined, 'one payment per order')
      return { ...order, paymentId: payment.paymentId }
    })
    const free = drafts.flatMap(({ order }) => (order.totalFen > 0 ? [] : [order]))
    await deps.orders.insert([...orders, ...free], { tx })
    await deps.outbox.append(drafts.map(notedOfDraft), { tx })
    for (const { order } of drafts) {
      await recordAssisted(order, tx)
    }
    return orders
  }

  /** Whatever staff do for a customer is in the audit trail. */
  async function recordAssisted({ orderId, assistedBy, totalFen }: Order, tx: Tx): Promise<void> {
    if (assistedBy !== undefined) {
      const subject = { type: 'order', id: orderId }
      const entry = { actor: assistedBy, action: 'order.assist', subject, after: { totalFen } }
      await deps.audit.record(entry, { tx })
    }
  }

  async function writeOne(draft: Draft, tx: Tx): Promise<Outcome> {
    const { order, holder, among } = draft
    const { orderId, createdAt: at } = order
    const keyId = keyIdOf(draft)
    if ((await guards.usedKeys([keyId], { tx })).has(keyId)) {
      return 'key-known'
    }
    const { coupon } = order
    if (coupon !== undefined && !(await freeCoupons([draft], tx)).has(coupon.couponId)) {
      return 'coupon-not-usable'
    }
    await writeRows([draft], tx)
    const limit = { among, max: MAX_OPEN_ORDERS, tx }
    if ((await guards.addOpen({ holder, orderId }, limit)) === 'too-many') {
      return 'too-many-open-orders'
    }
    await lockCoupons([draft], tx)
    const held = await stock.hold([{ orderId, lines: draft.lines, at }], { tx })
    if (held === 'sold-out') {
      return held
    }
    await (order.totalFen === 0 && deps.takeFree(order, tx))
    return 'placed'
  }

  async function writeTogether(
    drafts: readonly Draft[],
    from: OnePool,
    tx: Tx,
  ): Promise<readonly (Order | Outcome)[]> {
    const asked = drafts.map(askedOf)
    const keyIds = asked.map(({ keyId }) => keyId)
    const used = await guards.usedKeys(keyIds, { tx })
    const everyGuard = [...new Set(asked.flatMap(({ among }) => among))]
    const openCounts = await guards.openCounts(everyGuard, { tx })
    const left = await stock.left(from, { tx })
    const free = await freeCoupons(drafts, tx)
    const shelf = { usedKeys: new Set(used.keys()), openCounts, left, coupons: free }
    const outcomes = decideBatch(asked, shelf)
    const isPlaced = (_: unknown, index: number): boolean => outcomes[index] === 'placed'
    const placed = drafts.filter(isPlaced)
    let written: readonly Order[] = []
    if (placed.length > 0) {
      written = await writeRows(placed, tx)
      await guards.addOpenAll(openChanges(asked.filter(isPlaced)), { known: openCounts, tx })
      await lockCoupons(placed, tx)
      const held = await stock.hold(placed.map(holdsOf), { tx }) // last: what other processes race for
      invariant(held === 'held', 'a pool read in a transaction is unchanged in it')
    }
    const orders = written.values()
    return outcomes.map((outcome) =>
      outcome === 'placed' ? (orders.next().value ?? outcome) : outcome,
    )
  }

  return {
    /** In a transaction of its own. */
    alone: (draft: Draft): Promise<Outcome> =>
      inTransaction<Outcome>({ commitIf: 'placed' }, (tx) => writeOne(draft, tx)),

    /**
     * Drafts that all take from this pool of one SKU, in one transaction; the answers come after its commit, in their order: the order as
     * it is stored, or why there is none.
     */
    async together(drafts: readonly Draft[], from: OnePool): Promise<readonly (Order | Outcome)[]> {
      let answers: readonly (Order | Outcome)[] = []
      await inTransaction<boolean>({ commitIf: true }, async (tx) => {
        answers = await writeTogether(drafts, from, tx)
        return answers.some((answer) => typeof answer === 'object')
      })
      return answers
    },
  }
}

/** Lines of our own shop all name a SKU; those of other systems hold no stock here. */
export function linesOf(order: Order): { skuId: Id<'sku'>; qty: number }[] {
  return order.items.flatMap(({ skuId, qty }) => (skuId === undefined ? [] : [{ skuId, qty }]))
}

const keyIdOf = ({ holder, idempotencyKey: key }: Draft): string => intentionId({ holder, key })

const usedKeyOf = (draft: Draft) => ({
  _id: keyIdOf(draft),
  orderId: draft.order.orderId,
  bodyHash: contentHash(draft.body),
  at: draft.order.createdAt,
  skuIds: linesOf(draft.order).map(({ skuId }) => skuId),
})

const attemptOf = ({ order, openid }: Draft) => ({
  orderId: order.orderId,
  amountFen: order.totalFen,
  ...(openid === undefined ? {} : { openid }),
  description: titleOf(order.items),
  expiresAt: order.expiresAt ?? order.createdAt,
})

function notedOfDraft({ order, holder }: Draft) {
  const { totalFen: amountFen, createdAt: at } = order
  return notedOf(order, { what: 'placed', amountFen, at, holder })
}

const askedOf = (draft: Draft): Asked => ({
  orderId: draft.order.orderId,
  holder: draft.holder,
  keyId: keyIdOf(draft),
  among: draft.among,
  qty: linesOf(draft.order).reduce((sum, { qty }) => sum + qty, 0),
  ...(draft.order.coupon === undefined ? {} : { couponId: draft.order.coupon.couponId }),
})

const locksOf = (drafts: readonly Draft[]) =>
  drafts.flatMap(({ order: { coupon, orderId, createdAt: at } }) =>
    coupon === undefined ? [] : [{ couponId: coupon.couponId, orderId, at }],
  )

const holdsOf = ({ order, lines }: Draft) => ({
  orderId: order.orderId,
  lines,
  at: order.createdAt,
})
