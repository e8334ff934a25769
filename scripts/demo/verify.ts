import type { SystemClients } from '../clients/system-clients.js'
import { LIN } from './people/cast.js'
import type { PeopleById } from './people/load-people.js'

/** What the server must answer after the load; each difference is one sentence. */
export type Expected = Readonly<{
  customers: number
  products: number
  stores: number
  channelCodes: number
  events: number
  ordersOfLin: number
  byKey: PeopleById
}>

export async function differencesFrom(
  expected: Expected,
  system: SystemClients,
): Promise<string[]> {
  const { console, open, phone } = system
  const [customers, products, stores, codes, stats, lin] = await Promise.all([
    console.customers({ limit: 1 }),
    console.products(),
    phone().stores(),
    console.channelCodes(),
    open.stats(),
    ordersOfLin(expected, system),
  ])
  const worked = stats.done + stats.waiting + stats.dead
  const checks: [what: string, seen: number, wanted: number][] = [
    ['customers', customers.total, expected.customers],
    ['products', products.items.length, expected.products],
    ['stores', stores.items.length, expected.stores],
    ['channel codes', codes.items.length, expected.channelCodes],
    ['worked events', worked, expected.events],
    ['paid orders of 林晓棠', lin, expected.ordersOfLin],
  ]
  const missing = checks
    .filter(([, seen, wanted]) => seen < wanted)
    .map(([what, seen, wanted]) => `${what}: ${seen} and not ${wanted}`)
  return stats.dead > MOST_DEAD ? [...missing, `dead events: ${stats.dead}`] : missing
}

/** One is dead on purpose. */
const MOST_DEAD = 1

async function ordersOfLin({ byKey }: Expected, { open }: SystemClients): Promise<number> {
  const unionid = byKey.get(LIN)?.unionid ?? ''
  const customerId = await open.resolve({ unionid })
  return customerId === null ? 0 : (await open.customer(customerId)).metrics.ordersPaid
}
