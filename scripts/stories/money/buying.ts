import { yuanText } from '../../../server/platform/money/index.js'
import type { SystemClients } from '../../clients/system-clients.js'
import { must, type Scene, type Tell } from '../story.js'

/** What stories about money have in common: somebody buys, and the operator follows every fen. */

export type Shop = ReturnType<SystemClients['phone']>
export type Order = Awaited<ReturnType<Shop['order']>>

/** Somebody new logs in to the mini-program and orders one unit of what is on the shelf. */
export const order = ({ system, step }: Scene, name: string) =>
  step(`${name} opens the mini-program and orders`, {
    act: async () => {
      const shop = system.phone()
      const person = await system.sandbox.addPerson({ name })
      await shop.logIn(await system.sandbox.loginCode(person.personId))
      const { items } = await shop.products()
      const offered = items.find(({ soldOut }) => !soldOut)
      must(offered !== undefined, 'everything is sold out')
      const [sku] = (await shop.product(offered.productId)).skus.filter(({ soldOut }) => !soldOut)
      must(sku !== undefined, `${offered.name} is sold out`)
      const lines = [{ skuId: sku.skuId, qty: 1 }]
      const placed = await shop.placeOrder({ items: lines, totalFen: sku.priceFen })
      return { shop, person, placed, prepayId: await shop.pay(placed.orderId) }
    },
    see: async ({ shop, person, placed, prepayId }, tell) => {
      must(placed.status === 'pending-payment', `the order is ${placed.status}`)
      tell.arrived('POST /mini/v1/orders, then its payment')
      tell.written(`order ${placed.orderNo}, ${yuanText(placed.totalFen)}, its stock is held`)
      return { shop, person, orderId: placed.orderId, totalFen: placed.totalFen, prepayId }
    },
  })
export type Bought = Awaited<ReturnType<typeof order>>

/** Cancelled before anything was paid. */
export const cancel = ({ step }: Scene, { shop, orderId }: Bought, title: string) =>
  step(title, {
    act: () => shop.cancel(orderId),
    see: async ({ status }, tell) => {
      must(status === 'closed', `the order is ${status}`)
      tell.arrived(`POST /mini/v1/orders/${orderId}/cancel`)
      tell.written('closed at WeChat first, then here')
      return Promise.resolve()
    },
  })

/** Whatever is paid for this order now, WeChat tells nobody. */
export async function silence({ console, sandbox }: SystemClients, orderId: string): Promise<void> {
  const { payments } = await console.order(orderId)
  const match = payments[0]?.outTradeNo ?? ''
  await sandbox.addFault({ kind: 'notifyNever', area: 'pay', match, times: 1 })
}

/** What the books say about one order: each transfer, and what is left of it in every account. */
export async function seeBooks(
  system: SystemClients,
  orderId: string,
  tell: Tell,
): Promise<Record<string, number>> {
  const { items, differenceFen } = await system.console.ledgerAccounts()
  must(differenceFen === 0, `the books are ${differenceFen} fen apart`)
  const found = new Map<string, Awaited<ReturnType<typeof transfersOf>>[number]>()
  for (const { account } of items) {
    for (const transfer of await transfersOf(system, account)) {
      if (transfer.subjects.orderId === orderId) {
        found.set(transfer.transferId, transfer)
      }
    }
  }
  const left = new Map<string, number>()
  for (const { moment, lines } of found.values()) {
    const side = (kind: 'debitFen' | 'creditFen') =>
      lines.filter((line) => line[kind] > 0).map((line) => line.title)
    const amountFen = lines.reduce((sum, { debitFen }) => sum + debitFen, 0)
    const [debits, credits] = [side('debitFen').join('、'), side('creditFen').join('、')]
    tell.written(`${moment}: ${yuanText(amountFen)} debit ${debits}, credit ${credits}`)
    for (const { account, debitFen, creditFen } of lines) {
      left.set(account, (left.get(account) ?? 0) + debitFen - creditFen)
    }
  }
  return Object.fromEntries([...left].filter(([, fen]) => fen !== 0))
}

const transfersOf = async (system: SystemClients, account: string) =>
  (await system.console.ledgerTransfers(account)).items
