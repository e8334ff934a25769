import { CHANNEL_CODES } from './brand/channel-codes.js'
import { loadChannelCodes, loadProducts, loadStoresAndStaff } from './brand/load-brand.js'
import { PRODUCTS } from './brand/products.js'
import { BRAND, STORES } from './brand/stores.js'
import { openSystem, type SystemClients, type SystemAddress } from '../clients/system-clients.js'
import { LIN } from './people/cast.js'
import { contacts as contactsOf } from './people/contacts.js'
import { letSomeLeave, loadContacts, loadPeople, type PeopleById } from './people/load-people.js'
import { CUSTOMERS, people } from './people/people.js'
import { progressTo } from './progress.js'
import { randomOf } from './random.js'
import { loadSales } from './sales/load-sales.js'
import { orders as ordersOf } from './sales/orders.js'
import { refunds as refundsOf } from './sales/refunds.js'
import { loadTodaysOrders } from './sales/todays-orders.js'
import { differencesFrom } from './verify.js'

const SEED = 'shanye-tea'

/** Everything that is going to be loaded, drawn from one seed and the moment of loading. */
export function demoWorld(now: Date) {
  const random = randomOf(SEED)
  const everybody = people(random.fork('people'), now)
  const useridsWithCode = new Set(CHANNEL_CODES.map(({ userid }) => userid))
  const contacts = contactsOf(everybody, { random: random.fork('contacts'), now, useridsWithCode })
  const orders = ordersOf(everybody, { random: random.fork('orders'), now })
  const refunds = refundsOf(orders, { random: random.fork('refunds'), now })
  return { random, everybody, contacts, orders, refunds, now }
}
export type DemoWorld = ReturnType<typeof demoWorld>

/**
 * Loads the invented brand into a running system through its own doors: console routes, the sandbox's world and the first
 * reconcile, open API events, the mini-program's routes. May be repeated: a loaded system is left alone, a load that was
 * broken off is taken up. Throws when the system does not answer what it must afterwards.
 */
export async function loadDemo(
  target: SystemAddress,
  say: (line: string) => void,
): Promise<'loaded' | 'there-already'> {
  const system = await openSystem(target)
  if (await isLoaded(system)) {
    return 'there-already'
  }
  const { now } = await system.sandbox.world()
  const world = demoWorld(new Date(now))
  const byKey = await load(system, world, say)
  await verify(system, world, byKey)
  // last, because a second run takes it for done
  await system.console.saveBrand(BRAND)
  return 'loaded'
}

async function isLoaded({ console }: SystemClients): Promise<boolean> {
  const [{ brand }, products] = await Promise.all([console.session(), console.products()])
  return brand.name === BRAND && products.items.length > 0
}

async function load(
  system: SystemClients,
  { random, everybody, contacts, orders, refunds, now }: DemoWorld,
  say: (line: string) => void,
): Promise<PeopleById> {
  const { step } = progressTo(say)
  await step('stores and staff', () => loadStoresAndStaff(system))
  await step('products', () => loadProducts(system))
  const states = await step('channel codes', () => loadChannelCodes(system))
  const byKey = await step('people', () => loadPeople(system, everybody))
  await step('contacts and their first reconcile', () => loadContacts(system, contacts, states))
  await step('past orders', () => loadSales(system, { orders, refunds, byKey, now }))
  await step('orders of today', () =>
    loadTodaysOrders(system, { people: everybody, byKey, random }),
  )
  await step('some leave', () => letSomeLeave(system, contacts, { byKey, random }))
  return byKey
}

async function verify(
  system: SystemClients,
  { orders, refunds, contacts }: DemoWorld,
  byKey: PeopleById,
): Promise<void> {
  const differences = await differencesFrom(
    {
      customers: CUSTOMERS,
      products: PRODUCTS.length,
      stores: STORES.length,
      channelCodes: CHANNEL_CODES.length,
      events: orders.length + refunds.length + contacts.length,
      ordersOfLin: orders.filter(({ person }) => person.key === LIN).length,
      byKey,
    },
    system,
  )
  if (differences.length > 0) {
    throw new Error(`the demo data is not complete: ${differences.join('; ')}`)
  }
}
