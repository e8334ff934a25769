import { setTimeout as pause } from 'node:timers/promises'
import { Refused } from '../../../scripts/clients/json-client.js'
import { waitUntil } from '../../../scripts/clients/wait-until.js'
import { shopClient, type ShopClient } from '../../../scripts/clients/shop-client.js'
import type { Fleet } from './fleet.js'
import { emptyLedger, type Ledger } from './ledger.js'
import { owedBy, type Intent } from './plan.js'

/** Everybody tries again so soon, as tills and phones do, and gives up after a while. */
const AGAIN_MS = 300
const GIVE_UP_MS = 120_000
/** The database is away; no `api` process listens. Any other 5xx is a mistake of ours. */
const AWAY = [503, 502]
/** Who cannot pay, as the database is slow, may order no more. */
const TOO_MANY_OPEN = 'too-many-open-orders'
const OPEN = { withinMs: 60_000 } // on a machine that has much else to do
const SHOPPERS = 12
const PRICE_FEN = 1_680
const STOCK = 100_000
/** A staff member of the sandbox's first world. */
const STAFF = 'zhangsan'

/** What stands before the load begins: a product on the shelf and customers who have logged in. */
export type Shop = Readonly<{ shoppers: readonly Shopper[] }>
/** Each buys a product of their own: this load is about faults, not about races for one stock. */
type Shopper = Readonly<{ phone: ShopClient; skuId: string }>

export async function openShop(fleet: Fleet): Promise<Shop> {
  const desk = await waitUntil(() => fleet.admin(), OPEN)
  const shoppers = await Promise.all(
    Array.from({ length: SHOPPERS }, async (_, i) => {
      const product = {
        name: `桂花乌龙${i}`,
        category: '奶茶',
        kind: 'goods',
        status: 'on-shelf',
        skus: [{ name: '中杯', code: `GH-${i}`, priceFen: PRICE_FEN, stock: STOCK }],
      }
      const { skus } = await waitUntil(() => desk.createProduct(product), OPEN)
      const person = await fleet.sandbox.addPerson({ name: `买家${i}` })
      const phone = shopClient(fleet.door.url)
      await waitUntil(async () => phone.logIn(await fleet.sandbox.loginCode(person.personId)), OPEN)
      return { phone, skuId: skus[0]?.skuId ?? '' }
    }),
  )
  return { shoppers }
}

/**
 * Sends everything at the moment the plan says, whether or not earlier requests were answered, until `until`. Resolves
 * when every sender has its answer or has given up.
 */
export async function sendLoad(
  fleet: Fleet,
  shop: Shop,
  { plan, until }: Readonly<{ plan: readonly Intent[]; until: Promise<unknown> }>,
): Promise<Ledger> {
  const ledger = emptyLedger()
  const send = senders(fleet, shop, ledger)
  const startedMs = performance.now()
  const isOver = until.then(() => true)
  const sending: Promise<void>[] = []
  for (const intent of plan) {
    const waitMs = Math.max(0, intent.atMs - (performance.now() - startedMs))
    if (await Promise.race([isOver, pause(waitMs, false)])) {
      break
    }
    sending.push(send(intent))
  }
  const owed = owedBy(
    ledger.events.map(({ event }) => event),
    plan,
  )
  sending.push(...(owed.length === 0 ? [] : [send({ atMs: 0, kind: 'events', events: owed })]))
  await Promise.all(sending)
  return ledger
}

function senders(fleet: Fleet, { shoppers }: Shop, ledger: Ledger) {
  const till = fleet.open()
  let turn = 0

  /** Again while the system is not there; null for a refusal, and when the time is over. */
  async function untilAnswered<Answer>(ask: () => Promise<Answer>): Promise<Answer | null> {
    for (const untilMs = Date.now() + GIVE_UP_MS; Date.now() < untilMs; await pause(AGAIN_MS)) {
      try {
        return await ask()
      } catch (error) {
        if (error instanceof Refused && error.status < 500) {
          if (!error.message.includes(TOO_MANY_OPEN)) {
            ledger.wrongAnswers.push(error.message)
          }
          return null
        }
        if (error instanceof Refused && !AWAY.includes(error.status)) {
          ledger.wrongAnswers.push(error.message)
        }
        ledger.failedTries += 1
      }
    }
    return null
  }

  return async (intent: Intent): Promise<void> => {
    switch (intent.kind) {
      case 'events': {
        const entries = intent.events.map((event) => ({ event, isAcknowledged: false }))
        ledger.events.push(...entries)
        const results = await untilAnswered(() => till.sendEvents(intent.events))
        results?.forEach(({ status, id }, i) => {
          const entry = entries[i]
          if (entry !== undefined && (status === 'accepted' || status === 'duplicate')) {
            entry.isAcknowledged = true
          } else {
            ledger.wrongAnswers.push(`${id} answered ${status}`)
          }
        })
        return
      }
      case 'contact': {
        const person = await fleet.sandbox.addPerson({ name: intent.name })
        const { personId, openid } = person
        const scanned = await fleet.sandbox.scan({ personId, userid: STAFF })
        const { externalUserid, callbackId } = scanned
        const contact = { externalUserid, callbackId: callbackId ?? '', openid: null }
        ledger.contacts.push(contact)
        // While the callback is on its way: whichever comes second has to join the two.
        const phone = shopClient(fleet.door.url)
        const logIn = async () => phone.logIn(await fleet.sandbox.loginCode(personId))
        const session = await untilAnswered(logIn)
        Object.assign(contact, session === null ? {} : { openid })
        return
      }
      case 'order': {
        const shopper = shoppers[turn++ % shoppers.length]
        if (shopper === undefined) {
          return
        }
        const { phone, skuId } = shopper
        const body = { items: [{ skuId, qty: 1 }], totalFen: PRICE_FEN }
        const order = await untilAnswered(() => phone.placeOrder(body, intent.key))
        if (order === null) {
          return
        }
        const entry = { orderId: order.orderId, isPaid: false }
        ledger.orders.push(entry)
        const prepayId = await untilAnswered(() => phone.pay(order.orderId))
        if (prepayId !== null) {
          await fleet.sandbox.confirmPayment(prepayId)
          entry.isPaid = true
        }
      }
    }
  }
}
