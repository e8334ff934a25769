import type { Clock } from '../../platform/clock/index.js'
import { contentHash } from '../../platform/crypto/index.js'
import { ok, refuse, type Result } from '../../platform/errors/index.js'
import { newId } from '../../platform/ids/index.js'
import { isSoldAt, type Catalog, type Offer } from '../catalog/index.js'
import type { Identity } from '../customers/index.js'
import type { Stock } from '../stock/index.js'
import { intentionId } from './order-guards.repository.js'
import { MAX_QTY } from './orders.contract.js'
import type { HolderKey, Order } from './orders.domain.js'
import type { OrderRefusal } from './orders.errors.js'
import type { StoreNames } from './orders.ports.js'
import type { OrderRows } from './orders.repository.js'
import { decideLines, newOrder, type Offered, type Wish } from './placing.domain.js'
import { placingReads, type PlacingReads } from './placing-reads.js'
import { reserveOrders } from './reserve-orders.js'
import { linesOf, type Draft, type WriteDeps } from './write-placed.js'

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

export type PlaceDeps = WriteDeps &
  Readonly<{
    orders: OrderRows
    catalog: Catalog
    stock: Stock
    identity: Pick<Identity, 'keysOfEach'>
    stores: StoreNames
    clock: Clock
  }>

/**
 * Places an order and holds its stock for 15 minutes. The same key with the same body answers the same order; prices
 * are the catalog's, the client's total is only compared (failure story 29).
 */
export function placeOrder(deps: PlaceDeps) {
  const reads = placingReads({ ...deps, gate: deps.stock.gate })
  const reserve = reserveOrders(deps)

  async function known({
    holder,
    idempotencyKey: key,
    body,
  }: PlaceOrder): Promise<Result<Order, OrderRefusal> | null> {
    const used = await reads.usedKey(intentionId({ holder, key }))
    if (used === undefined) {
      return null
    }
    const order = await reads.order(used.orderId)
    return used.bodyHash === contentHash(body) && order !== undefined
      ? ok(order)
      : refuse('idempotency-key-reused')
  }

  /** Every identifier of the customer, with a guard each. */
  async function customerOf(holder: HolderKey): Promise<readonly HolderKey[]> {
    const found = await reads.keysOf(holder)
    const among = found.includes(holder) ? found : [...found, holder]
    await reads.ensureOpen(among)
    return among
  }

  return async (command: PlaceOrder): Promise<Result<Order, OrderRefusal>> => {
    const { holder, idempotencyKey: key, body } = command
    const keyId = intentionId({ holder, key })
    const { gate } = deps.stock
    const gone = body.items.find(({ skuId }) => gate.refuses(skuId, keyId, body.storeCode))
    if (gone !== undefined) {
      return refuse('sold-out', gone.skuId)
    }
    const before = await known(command)
    if (before !== null) {
      return before
    }
    const draft = await draftOf({ ...deps, reads }, command)
    if (!draft.ok) {
      return draft
    }
    const { order } = draft.value
    const outcome = await reserve({ ...command, ...draft.value, among: await customerOf(holder) })
    if (outcome === 'key-known') {
      return (await known(command)) ?? refuse('order-busy')
    }
    const placed = outcome === 'placed' ? await reads.order(order.orderId) : undefined
    return placed === undefined ? refuse(outcome === 'placed' ? 'order-busy' : outcome) : ok(placed)
  }
}

/** Everything that can be refused without a transaction: checks come before holds. */
async function draftOf(
  { reads, stock, clock }: Pick<PlaceDeps, 'stock' | 'clock'> & { reads: PlacingReads },
  { holder, body }: PlaceOrder,
): Promise<Result<Pick<Draft, 'order' | 'lines'>, OrderRefusal>> {
  const { items: wishes, totalFen, storeCode, note } = body
  if (storeCode !== undefined && !(await reads.isStore(storeCode))) {
    return refuse('store-unknown', storeCode)
  }
  const found = await reads.offers(wishes.map((wish) => wish.skuId))
  const offers = new Map([...found].map(([skuId, offer]) => [skuId, offeredOf(offer, storeCode)]))
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
  const look = stock.gate.look()
  const {
    lines,
    lacking: [lacking],
  } = await stock.choose(linesOf(order), storeCode)
  if (lacking === undefined) {
    return ok({ order, lines })
  }
  if (lacking.isGone) {
    await reads.shutGate(lacking.skuId, look, storeCode)
  }
  return refuse('sold-out', lacking.skuId)
}

function offeredOf({ sku, product }: Offer, storeCode?: string): Offered {
  const { skuId, name: skuName, priceFen, code } = sku
  const { name, tint, art, pictureIds, skus } = product
  const [pictureId] = pictureIds
  return {
    isOnShelf: product.status === 'on-shelf',
    isSoldHere: isSoldAt(product, storeCode),
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
