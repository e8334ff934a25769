import type { Clock } from '../../platform/clock/index.js'
import { contentHash, type PiiCipher } from '../../platform/crypto/index.js'
import { ok, refuse, type Result } from '../../platform/errors/index.js'
import { newId, type Id } from '../../platform/ids/index.js'
import { termsRefusal, type Catalog } from '../catalog/index.js'
import type { Identity } from '../customers/index.js'
import type { Actor } from '../operators/index.js'
import type { Stock } from '../stock/index.js'
import { intentionId } from './order-guards.repository.js'
import { MAX_QTY } from './orders.contract.js'
import type { HolderKey, Order } from './orders.domain.js'
import type { OrderRefusal } from './orders.errors.js'
import type { StoreNames } from './orders.ports.js'
import type { OrderRows } from './orders.repository.js'
import { sealAddress, type DeliveryAddress } from './address.js'
import { offersOf } from './offers.js'
import type { CouponDesk } from './orders.ports.js'
import { decideLines, decidePrice, giftOf, newOrder, type Wish } from './placing.domain.js'
import type { DeliveryFee, Price } from './pricing.domain.js'
import { placingReads, type PlacingReads } from './placing-reads.js'
import { reserveOrders, type ReserveDeps } from './reserve-orders.js'
import { decideVoucherLines, isVirtual } from './voucher-lines.domain.js'
import { linesOf, type Draft } from './write-placed.js'

export type PlaceOrder = Readonly<{
  /** `openid:<appid>:<openid>` of the mini-program. */
  holder: HolderKey
  /** Who pays inside the mini-program; missing: whoever scans a code. */
  openid?: string
  /** The member of staff who orders for the holder. */
  assistedBy?: Actor
  idempotencyKey: string
  body: Readonly<{
    items: readonly Wish[]
    totalFen: number
    storeCode?: string
    /** Sent there instead of picked up. */
    address?: DeliveryAddress
    couponId?: Id<'cpn'>
    note?: string
  }>
}>

export type PlaceDeps = ReserveDeps &
  Readonly<{
    orders: OrderRows
    catalog: Catalog
    stock: Stock
    identity: Pick<Identity, 'keysOfEach' | 'factsOf'>
    stores: StoreNames
    coupons: CouponDesk
    fees: Readonly<{ read(): Promise<DeliveryFee> }>
    cipher: PiiCipher
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

  /** Every identifier of the customer. */
  async function customerOf(holder: HolderKey): Promise<readonly HolderKey[]> {
    const found = await reads.keysOf(holder)
    return found.includes(holder) ? found : [...found, holder]
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
    if (typeof outcome === 'object') {
      return ok(outcome)
    }
    if (outcome === 'key-known') {
      return (await known(command)) ?? refuse('order-busy')
    }
    const placed = outcome === 'placed' ? await reads.order(order.orderId) : undefined
    return placed === undefined ? refuse(outcome === 'placed' ? 'order-busy' : outcome) : ok(placed)
  }
}

type DraftDeps = Pick<PlaceDeps, 'stock' | 'coupons' | 'identity' | 'fees' | 'cipher' | 'clock'> & {
  reads: PlacingReads
}

/** Everything that can be refused without a transaction: checks come before holds. */
async function draftOf(
  deps: DraftDeps,
  command: PlaceOrder,
): Promise<Result<Pick<Draft, 'order' | 'lines'>, OrderRefusal>> {
  const { reads, stock, clock, cipher } = deps
  const { holder, body, assistedBy } = command
  const { storeCode, address, note } = body
  if (storeCode !== undefined && address !== undefined) {
    return refuse('address-not-needed')
  }
  if (storeCode !== undefined && !(await reads.isStore(storeCode))) {
    return refuse('store-unknown', storeCode)
  }
  const priced = await priceOfBody(deps, command)
  if (!priced.ok) {
    return priced
  }
  const { coupon, price } = priced.value
  const { items, totalFen, discountFen, deliveryFen, explanation } = price
  const vouchers = decideVoucherLines(items, (terms) => termsRefusal(terms, clock.now()))
  if (!vouchers.ok) {
    return vouchers
  }
  if (address !== undefined && isVirtual(items)) {
    return refuse('address-not-needed')
  }
  const order = newOrder({
    ...{ items, totalFen, explanation, orderId: newId('ord'), identifierKey: holder },
    ...(discountFen === 0 ? {} : { discountFen }),
    ...(deliveryFen === 0 ? {} : { deliveryFen }),
    ...(coupon === undefined ? {} : { coupon }),
    ...(storeCode === undefined ? {} : { storeCode }),
    ...(address === undefined ? {} : { sealedAddress: sealAddress(cipher, address) }),
    ...(note === undefined || note === '' ? {} : { note }),
    ...(assistedBy === undefined ? {} : { assistedBy }),
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

type Priced = Readonly<{ price: Price; coupon?: Order['coupon'] }>

/** Today's price of what a body asks for, with its coupon if it is the customer's to use. */
async function priceOfBody(
  { reads, coupons, identity, fees }: DraftDeps,
  { holder, body }: PlaceOrder,
): Promise<Result<Priced, OrderRefusal>> {
  const { items: wishes, couponId, address, totalFen, storeCode } = body
  const [coupon] =
    couponId === undefined ? [] : await coupons.usable(await identity.factsOf(holder), couponId)
  if (couponId !== undefined && coupon === undefined) {
    return refuse('coupon-not-usable')
  }
  const gift = coupon?.terms.kind === 'gift' ? [coupon.terms.skuId] : []
  const found = await reads.offers([...wishes.map(({ skuId }) => skuId), ...gift])
  const offers = offersOf(found, storeCode)
  const lines = decideLines({ wishes, offers, maxQty: MAX_QTY })
  if (!lines.ok) {
    return lines
  }
  const sent = address !== undefined
  const pricing = {
    lines: lines.value,
    ...(coupon === undefined ? {} : { coupon, gift: giftOf(offers, coupon) }),
    way: sent ? ('express' as const) : ('pickup' as const),
    fee: sent ? await fees.read() : FREE,
  }
  const price = decidePrice(pricing, totalFen)
  if (!price.ok) {
    return price
  }
  const used =
    coupon === undefined ? {} : { coupon: { couponId: coupon.couponId, name: coupon.name } }
  return ok({ price: price.value, ...used })
}

const FREE: DeliveryFee = { feeFen: 0 }
