import type { ShopClient } from '../../clients/shop-client.js'
import { PRODUCTS } from '../brand/products.js'
import type { SystemClients } from '../../clients/system-clients.js'
import type { PeopleById } from '../people/load-people.js'
import type { DemoPerson } from '../people/people.js'
import type { Random } from '../random.js'

/** The last day's 20 orders: through the mini-program's own routes and the sandbox's WeChat, as a customer would. */

export const TODAYS_ORDERS = 20
export const TODAYS_PAID = 14
const CANCELLED = 1
const AT_ONCE = 4
const SHARE_OF_TWO_LINES = 0.45
/** Bags, cups and whole cakes are bought, but not by every second customer. */
const EVERYDAY_FEN = 3_000

type Today = Readonly<{ people: readonly DemoPerson[]; byKey: PeopleById; random: Random }>
type Fate = 'paid' | 'cancelled' | 'unpaid'

const fateOf = (index: number): Fate => {
  if (index < TODAYS_PAID) {
    return 'paid'
  }
  return index < TODAYS_PAID + CANCELLED ? 'cancelled' : 'unpaid'
}

export async function loadTodaysOrders(system: SystemClients, today: Today): Promise<string> {
  const buyers = buyersOf(today)
  for (let start = 0; start < buyers.length; start += AT_ONCE) {
    const group = buyers.slice(start, start + AT_ONCE)
    await Promise.all(
      group.map((person, offset) => order(system, person, { index: start + offset, ...today })),
    )
  }
  await system.open.drain()
  return `${buyers.length} orders, ${TODAYS_PAID} of them paid, ${CANCELLED} cancelled`
}

/** Customers of the mini-program, spread over all of them; nobody of the cast. */
function buyersOf({ people, random }: Today): DemoPerson[] {
  const open = people.filter(({ isMini, key }) => isMini && /^demo-\d+$/.test(key))
  const step = Math.floor(open.length / TODAYS_ORDERS)
  return Array.from({ length: TODAYS_ORDERS }, (_, index) =>
    random.fork(`buyer-${index}`).pick(open.slice(index * step, (index + 1) * step)),
  )
}

type Turn = Today & Readonly<{ index: number }>

async function order(system: SystemClients, person: DemoPerson, turn: Turn): Promise<void> {
  const { index, byKey, random } = turn
  const shop = system.phone()
  await shop.logIn(await system.sandbox.loginCode(byKey.get(person.key)?.personId ?? ''))
  const wish = await basketFor(shop, random.fork(`basket-${index}`))
  const placed = await shop.placeOrder(
    { ...wish, storeCode: person.home.storeCode },
    `demo-order-${String(index).padStart(2, '0')}`,
  )
  if (placed.status !== 'pending-payment') {
    return // an earlier load that was broken off has come this far
  }
  const fate = fateOf(index)
  if (fate === 'cancelled') {
    await shop.cancel(placed.orderId)
    return
  }
  const prepayId = await shop.pay(placed.orderId)
  if (fate === 'paid') {
    await system.sandbox.confirmPayment(prepayId)
  }
}

/** What the shop shows and has; its prices are the ones that count. */
async function basketFor(shop: ShopClient, random: Random) {
  const { items: products } = await shop.products()
  const everyday = products.filter(({ priceFromFen }) => priceFromFen <= EVERYDAY_FEN)
  const lines = random.chance(SHARE_OF_TWO_LINES) ? 2 : 1
  const chosen = Array.from({ length: lines }, () => {
    const product = random.weighted(everyday, weightOf)
    const affordable = product.skus.filter((sku) => !sku.soldOut && sku.priceFen <= EVERYDAY_FEN)
    return random.pick(affordable)
  })
  const skus = [...new Map(chosen.map((sku) => [sku.skuId, sku])).values()]
  return {
    items: skus.map(({ skuId }) => ({ skuId, qty: 1 })),
    totalFen: skus.reduce((sum, { priceFen }) => sum + priceFen, 0),
  }
}

const weightOf = ({ name }: { name: string }) =>
  PRODUCTS.find((product) => product.name === name)?.weight ?? 0
