import type { Clock } from '../../../platform/clock/index.js'
import type { Id } from '../../../platform/ids/index.js'
import type { InTransaction } from '../../../platform/mongo/index.js'
import type { Catalog } from '../../catalog/index.js'
import type { Identity } from '../../customers/index.js'
import { orderable, type Stock } from '../../stock/index.js'
import { offersOf } from '../offers.js'
import { MAX_QTY } from '../orders.contract.js'
import type { HolderKey } from '../orders.domain.js'
import type { CouponDesk } from '../orders.ports.js'
import { merged, type Wish } from '../placing.domain.js'
import type { DeliveryFee, DeliveryWay } from '../pricing.domain.js'
import { mergedCart, type CartLine } from './cart.domain.js'
import type { Carts } from './cart.repository.js'
import { previewOf, type Preview } from './preview.domain.js'

type Deps = Readonly<{
  carts: Carts
  catalog: Pick<Catalog, 'offers'>
  stock: Pick<Stock, 'pools'>
  identity: Pick<Identity, 'keysOf' | 'factsOf'>
  coupons: Pick<CouponDesk, 'usable'>
  fees: Readonly<{ read(): Promise<DeliveryFee> }>
  inTransaction: InTransaction
  clock: Clock
}>

export type PriceQuestion = Readonly<{
  items?: readonly Wish[]
  couponId?: Id<'cpn'> | null
  delivery: DeliveryWay
  storeCode?: string | undefined
}>

const FREE: DeliveryFee = { feeFen: 0 }

export type CartService = ReturnType<typeof cartService>
/** A customer's cart, over all of their identifiers, and what it would cost. */
export function cartService(deps: Deps) {
  const { carts, catalog, stock, identity, coupons, fees, inTransaction, clock } = deps

  async function keysOf(holder: HolderKey): Promise<HolderKey[]> {
    const keys = await identity.keysOf(holder)
    return keys.includes(holder) ? keys : [...keys, holder]
  }

  const read = async (holder: HolderKey): Promise<CartLine[]> =>
    mergedCart(await carts.of(await keysOf(holder)))

  return {
    read,

    /** Puts these lines in the place of all that there are; safe to repeat. */
    async replace(holder: HolderKey, lines: readonly CartLine[]): Promise<readonly CartLine[]> {
      const among = await keysOf(holder)
      const at = clock.now()
      await carts.ensure(holder, at)
      await inTransaction(async (tx) => carts.replace(holder, { lines, at, among }, { tx }))
      return lines
    },

    /** What the cart or these units would cost now. Nothing is held: placing decides. */
    async price(holder: HolderKey, question: PriceQuestion): Promise<Preview> {
      const { items, couponId, delivery: way, storeCode } = question
      const wishes = merged(items ?? (await read(holder)))
      const held = await coupons.usable(await identity.factsOf(holder))
      const gifts = held.flatMap(({ terms }) => (terms.kind === 'gift' ? [terms.skuId] : []))
      const skuIds = [...new Set([...wishes.map(({ skuId }) => skuId), ...gifts])]
      const [found, pools, fee] = await Promise.all([
        catalog.offers(skuIds),
        stock.pools(skuIds, storeCode),
        way === 'express' ? fees.read() : FREE,
      ])
      const left = new Map(
        skuIds.map((skuId) => {
          const pool = pools.get(skuId)
          return [skuId, pool === undefined ? 0 : orderable(pool)] as const
        }),
      )
      const wanted = couponId === undefined ? 'best' : (couponId ?? 'none')
      return previewOf({
        wishes,
        offers: offersOf(found, storeCode),
        left,
        coupons: held,
        wanted,
        way,
        fee,
        maxQty: MAX_QTY,
      })
    },
  }
}
