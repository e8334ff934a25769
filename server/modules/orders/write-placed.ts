import { contentHash } from '../../platform/crypto/index.js'
import { invariant } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { InTransaction, Tx } from '../../platform/mongo/index.js'
import type { Outbox } from '../../platform/outbox/index.js'
import type { Payments } from '../payments/index.js'
import type { PooledLine, Stock } from '../stock/index.js'
import { decideBatch, openChanges, type Asked, type Outcome } from './batch.domain.js'
import { notedOf } from './noted.js'
import { intentionId, type OrderGuards } from './order-guards.repository.js'
import { MAX_OPEN_ORDERS, titleOf, type HolderKey, type Order } from './orders.domain.js'
import type { OrderRows } from './orders.repository.js'

export type WriteDeps = Readonly<{
  orders: Pick<OrderRows, 'insert'>
  guards: OrderGuards
  payments: Pick<Payments, 'openAll'>
  stock: Pick<Stock, 'left' | 'hold'>
  outbox: Outbox
  inTransaction: InTransaction
}>

/** An order that is about to be placed: everything about it is decided but key, limit and stock. */
export type Draft = Readonly<{
  order: Order
  /** What it takes, and from which pools. */
  lines: readonly PooledLine[]
  holder: HolderKey
  openid: string
  idempotencyKey: string
  body: unknown
  /** Every identifier of the living customer, `holder` among them; their guards exist. */
  among: readonly HolderKey[]
}>

/** What all orders of a batch take from. */
export type OnePool = Pick<PooledLine, 'skuId' | 'pool'>

/** The two ways to place orders: one in a transaction of its own, or many of one SKU in one that they share. */
export function writePlaced(deps: WriteDeps) {
  const { guards, stock, inTransaction } = deps

  /** Everything that an order leaves behind but its guard and its stock. */
  async function writeRows(drafts: readonly Draft[], tx: Tx): Promise<void> {
    await guards.insertKeys(drafts.map(usedKeyOf), { tx })
    const payments = await deps.payments.openAll(drafts.map(attemptOf), { tx })
    const orders = drafts.map(({ order }, index) => {
      const payment = payments[index]
      invariant(payment !== undefined, 'one payment per order')
      return { ...order, paymentId: payment.paymentId }
    })
    await deps.orders.insert(orders, { tx })
    await deps.outbox.append(drafts.map(notedOfDraft), { tx })
  }

  async function writeOne(draft: Draft, tx: Tx): Promise<Outcome> {
    const { order, holder, among } = draft
    const { orderId, createdAt: at } = order
    const keyId = keyIdOf(draft)
    if ((await guards.usedKeys([keyId], { tx })).has(keyId)) {
      return 'key-known'
    }
    await writeRows([draft], tx)
    const limit = { among, max: MAX_OPEN_ORDERS, tx }
    if ((await guards.addOpen({ holder, orderId }, limit)) === 'too-many') {
      return 'too-many-open-orders'
    }
    const held = await stock.hold([{ orderId, lines: draft.lines, at }], { tx })
    return held === 'held' ? 'placed' : 'sold-out'
  }

  async function writeTogether(drafts: readonly Draft[], from: OnePool, tx: Tx) {
    const asked = drafts.map(askedOf)
    const keyIds = asked.map(({ keyId }) => keyId)
    const used = await guards.usedKeys(keyIds, { tx })
    const everyGuard = [...new Set(asked.flatMap(({ among }) => among))]
    const openCounts = await guards.openCounts(everyGuard, { tx })
    const left = await stock.left(from, { tx })
    const outcomes = decideBatch(asked, { usedKeys: new Set(used.keys()), openCounts, left })
    const isPlaced = (_: unknown, index: number): boolean => outcomes[index] === 'placed'
    const placed = drafts.filter(isPlaced)
    if (placed.length > 0) {
      await writeRows(placed, tx)
      await guards.addOpenAll(openChanges(asked.filter(isPlaced)), { tx })
      const held = await stock.hold(placed.map(holdsOf), { tx }) // last: what other processes race for
      invariant(held === 'held', 'a pool read in a transaction is unchanged in it')
    }
    return outcomes
  }

  return {
    /** In a transaction of its own. */
    alone: (draft: Draft): Promise<Outcome> =>
      inTransaction<Outcome>({ commitIf: 'placed' }, (tx) => writeOne(draft, tx)),

    /** Drafts that all take from this pool of one SKU, in one transaction; the answers come after its commit, in their order. */
    async together(drafts: readonly Draft[], from: OnePool): Promise<readonly Outcome[]> {
      let outcomes: readonly Outcome[] = []
      await inTransaction<boolean>({ commitIf: true }, async (tx) => {
        outcomes = await writeTogether(drafts, from, tx)
        return outcomes.includes('placed')
      })
      return outcomes
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
  openid,
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
})

const holdsOf = ({ order, lines }: Draft) => ({
  orderId: order.orderId,
  lines,
  at: order.createdAt,
})
