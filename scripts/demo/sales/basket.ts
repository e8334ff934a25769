import { PRODUCTS, type DemoProduct, type DemoSku } from '../brand/products.js'
import type { Random } from '../random.js'

/** What is in the bag. Amounts in fen. */
export type DemoItem = Readonly<{ sku: string; name: string; qty: number; amountFen: number }>
export type Basket = Readonly<{ items: readonly DemoItem[]; paidFen: number }>

const SHARE_WITH_DRINK = 0.92
const SHARE_WITH_SECOND_DRINK = 0.23
const SHARE_WITH_BAKERY = 0.41
const SHARE_WITH_GOODS = 0.012
const SHARE_LARGE = 0.3
const SHARE_WITH_COUPON = 0.14
const COUPONS_FEN = [200, 300, 500] as const
/** People come back for what they liked: three of four drinks are one of two favourites. */
const SHARE_OF_FAVOURITES = 0.75

const DRINKS = PRODUCTS.filter(({ category }) => category === '奶茶' || category === '纯茶')
const BAKERY = PRODUCTS.filter(({ category }) => category === '烘焙')
const GOODS = PRODUCTS.filter(({ category, weight }) => category === '茶周边' && weight > 0)

export type Taste = Readonly<{ drinks: readonly DemoProduct[]; bakery: DemoProduct }>

const drawn = (products: readonly DemoProduct[], random: Random) =>
  random.weighted(products, ({ weight }) => weight)

export function tasteOf(random: Random): Taste {
  return {
    drinks: [drawn(DRINKS, random), drawn(DRINKS, random)],
    bakery: drawn(BAKERY, random),
  }
}

/** One order of somebody with this taste; a coupon may be off the sum. */
export function basketOf(taste: Taste, random: Random): Basket {
  const drink = () =>
    lineOf(
      random.chance(SHARE_OF_FAVOURITES) ? random.pick(taste.drinks) : drawn(DRINKS, random),
      random,
    )
  const bakery = () =>
    lineOf(random.chance(SHARE_OF_FAVOURITES) ? taste.bakery : drawn(BAKERY, random), random)
  const lines = [
    ...(random.chance(SHARE_WITH_DRINK) ? [drink()] : [bakery()]),
    ...(random.chance(SHARE_WITH_SECOND_DRINK) ? [drink()] : []),
    ...(random.chance(SHARE_WITH_BAKERY) ? [bakery()] : []),
    ...(random.chance(SHARE_WITH_GOODS) ? [lineOf(drawn(GOODS, random), random)] : []),
  ]
  const items = joined(lines)
  const sumFen = items.reduce((sum, { amountFen }) => sum + amountFen, 0)
  const couponFen = random.chance(SHARE_WITH_COUPON) ? random.pick(COUPONS_FEN) : 0
  return { items, paidFen: sumFen - couponFen }
}

function lineOf(product: DemoProduct, random: Random): DemoItem {
  const [first, second] = product.skus
  const isSecond = second !== undefined && second.priceFen < 5_000 && random.chance(SHARE_LARGE)
  return itemOf(product, isSecond ? second : first, 1)
}

/** One line of an order at today's price. */
export function itemOf(product: DemoProduct, sku: DemoSku | undefined, qty: number): DemoItem {
  if (sku === undefined) {
    throw new Error(`${product.name} has no SKU`)
  }
  return { sku: sku.code, name: product.name, qty, amountFen: sku.priceFen * qty }
}

/** The same SKU twice is one line of two. */
function joined(lines: readonly DemoItem[]): DemoItem[] {
  const bySku = new Map<string, DemoItem>()
  for (const line of lines) {
    const known = bySku.get(line.sku)
    bySku.set(line.sku, {
      ...line,
      qty: line.qty + (known?.qty ?? 0),
      amountFen: line.amountFen + (known?.amountFen ?? 0),
    })
  }
  return [...bySku.values()]
}
