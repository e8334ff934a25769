import type { Clock } from '../../platform/clock/index.js'
import { contentHash } from '../../platform/crypto/index.js'
import { ok, refuse, type Result } from '../../platform/errors/index.js'
import { newId, type Id } from '../../platform/ids/index.js'
import { isDuplicateKey, type InTransaction, type Tx } from '../../platform/mongo/index.js'
import type { Outbox } from '../../platform/outbox/index.js'
import type { Catalog, Offer } from '../catalog/index.js'
import type { Identity } from '../customers/index.js'
import type { Payments } from '../payments/index.js'
import type { Stock } from '../stock/index.js'
import { notedOf } from './noted.js'
import type { OrderGuards } from './order-guards.repository.js'
import { MAX_QTY } from './orders.contract.js'
import { MAX_OPEN_ORDERS, titleOf, type HolderKey, type Order } from './orders.domain.js'
import type { OrderRefusal } from './orders.errors.js'
import { decideLines, newOrder, type Offered, type Wish } from './placing.domain.js'
import type { StoreNames } from './orders.ports.js'
import type { OrderRows } from './orders.repository.js'

export type PlaceOrder = Readonly<{
  /** `openid:<appid>:<openid>` of the mini-program. */
  holder: HolderKey
  openid: string
  idempotencyKey: string
  body: Readonly<{
    items: readonly Wish[]
    totalFen: number
    storeCode?: string
    note?: string
  }>
}>

export type PlaceDeps = Readonly<{
  orders: OrderRows
  guards: OrderGuards
  catalog: Catalog
  stock: Stock
  payments: Payments
  identity: Pick<Identity, 'keysOf'>
  stores: StoreNames
  outbox: Outbox
  inTransaction: InTransaction
  clock: Clock
}>

type Outcome = 'placed' | 'key-known' | 'too-many-open-orders' | 'sold-out'

/**
 * Places an order and holds its stock for 15 minutes. The same key with the same body answers the same order; prices
 * are the catalog's, the client's total is only compared (failure story 29).
 */
export function placeOrder(deps: PlaceDeps) {
  const { orders, guards, identity, inTransaction } = deps

  async function known(command: PlaceOrder): Promise<Result<Order, OrderRefusal> | null> {
    const used = await guards.findKey({ holder: command.holder, key: command.idempotencyKey })
    if (used === null) {
      return null
    }
    const order = await orders.find(used.orderId)
    return used.bodyHash === contentHash(command.body) && order !== null
      ? ok(order)
      : refuse('idempotency-key-reused')
  }

  async function write(command: PlaceOrder, order: Order, among: readonly HolderKey[], tx: Tx) {
    const { holder, openid, idempotencyKey: key, body } = command
    const { orderId, totalFen: amountFen, createdAt: at } = order
    if ((await guards.findKey({ holder, key }, { tx })) !== null) {
      return 'key-known'
    }
    await guards.insertKey({ holder, key }, { orderId, bodyHash: contentHash(body), at }, { tx })
    const description = titleOf(order.items)
    const expiresAt = order.expiresAt ?? at
    const attempt = { orderId, amountFen, openid, description, expiresAt }
    const { paymentId } = await deps.payments.open(attempt, { tx })
    await orders.insert([{ ...order, paymentId }], { tx })
    await deps.outbox.append([notedOf(order, { what: 'placed', amountFen, at, holder })], { tx })
    const limit = { among, max: MAX_OPEN_ORDERS, tx }
    if ((await guards.addOpen({ holder, orderId }, limit)) === 'too-many') {
      return 'too-many-open-orders'
    }
    const held = await deps.stock.hold({ orderId, lines: linesOf(order), at }, { tx })
    return held === 'held' ? 'placed' : 'sold-out'
  }

  async function commit(command: PlaceOrder, order: Order): Promise<Outcome> {
    const among = await identity.keysOf(command.holder)
    await guards.ensureOpen([...new Set([...among, command.holder])])
    const all = among.includes(command.holder) ? among : [...among, command.holder]
    try {
      return await inTransaction<Outcome>({ commitIf: 'placed' }, (tx) =>
        write(command, order, all, tx),
      )
    } catch (error) {
      if (isDuplicateKey(error)) {
        return 'key-known' // the same request in the same moment was faster
      }
      throw error
    }
  }

  return async (command: PlaceOrder): Promise<Result<Order, OrderRefusal>> => {
    const before = await known(command)
    if (before !== null) {
      return before
    }
    const draft = await draftOf(deps, command)
    if (!draft.ok) {
      return draft
    }
    const outcome = await commit(command, draft.value)
    if (outcome === 'key-known') {
      return (await known(command)) ?? refuse('order-busy')
    }
    const placed = outcome === 'placed' ? await orders.find(draft.value.orderId) : null
    return placed === null ? refuse(outcome === 'placed' ? 'order-busy' : outcome) : ok(placed)
  }
}

/** Everything that can be refused without a transaction: checks come before holds. */
async function draftOf(
  { catalog, stock, stores, clock }: PlaceDeps,
  { holder, body }: PlaceOrder,
): Promise<Result<Order, OrderRefusal>> {
  const { items: wishes, totalFen, storeCode, note } = body
  if (storeCode !== undefined && !(await stores.nameOf([storeCode])).has(storeCode)) {
    return refuse('store-unknown', storeCode)
  }
  const found = await catalog.offers(wishes.map((wish) => wish.skuId))
  const offers = new Map([...found].map(([skuId, offer]) => [skuId, offeredOf(offer)]))
  const priced = decideLines({ wishes, offers, totalFen, maxQty: MAX_QTY })
  if (!priced.ok) {
    return priced
  }
  const order = newOrder({
    ...priced.value,
    orderId: newId('ord'),
    identifierKey: holder,
    ...(storeCode === undefined ? {} : { storeCode }),
    ...(note === undefined || note === '' ? {} : { note }),
    now: clock.now(),
  })
  const [lacking] = await stock.lacking(linesOf(order))
  return lacking === undefined ? ok(order) : refuse('sold-out', lacking)
}

function offeredOf({ sku, product }: Offer): Offered {
  const { skuId, name: skuName, priceFen, code } = sku
  const { name, tint, art, pictureIds, skus } = product
  const [pictureId] = pictureIds
  return {
    isOnShelf: product.status === 'on-shelf',
    line: {
      skuId,
      code,
      name,
      priceFen,
      // a product with one SKU is known by its own name
      ...(skus.length > 1 ? { skuName } : {}),
      ...(pictureId === undefined ? {} : { pictureId }),
      ...(tint === undefined ? {} : { tint }),
      ...(art === undefined ? {} : { art }),
    },
  }
}

/** Lines of our own shop all name a SKU; those of other systems hold no stock here. */
function linesOf(order: Order): { skuId: Id<'sku'>; qty: number }[] {
  return order.items.flatMap(({ skuId, qty }) => (skuId === undefined ? [] : [{ skuId, qty }]))
}
