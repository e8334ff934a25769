import type { Clock } from '../../platform/clock/index.js'
import { ok, refuse, type Result } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { InTransaction, Tx } from '../../platform/mongo/index.js'
import type { Outbox } from '../../platform/outbox/index.js'
import type { Actor, Audit } from '../operators/index.js'
import { decideFulfilment, type FulfilmentAct } from './fulfilment.domain.js'
import { notedOf } from './noted.js'
import type { OrderGuards } from './order-guards.repository.js'
import { titleOf, type Order } from './orders.domain.js'
import type { FulfilmentRefusal } from './orders.errors.js'
import { OrderFulfilled } from './orders.events.js'
import type { OrderRows } from './orders.repository.js'

type Deps = Readonly<{
  orders: OrderRows
  guards: OrderGuards
  outbox: Outbox
  audit: Pick<Audit, 'record'>
  inTransaction: InTransaction
  clock: Clock
}>
/** Somebody behind a counter. `storeCodes`: whose orders they may touch; null: everybody's. */
export type Staff = Actor & Readonly<{ storeCodes: readonly string[] | null }>

const MAX_ATTEMPTS = 3

export type Fulfilment = ReturnType<typeof fulfilment>
/** What staff do with a paid order. Orders of other stores do not exist for them. */
export function fulfilment(deps: Deps) {
  const { orders, guards, outbox, audit, inTransaction, clock } = deps

  async function write(
    order: Order,
    act: FulfilmentAct,
    { actor, tx }: { actor: Actor; tx: Tx },
  ): Promise<Result<Order, FulfilmentRefusal>> {
    const at = clock.now()
    const decision = decideFulfilment(order, act, at)
    if (!decision.ok || decision.value === null) {
      return decision.ok ? ok(order) : decision
    }
    const next = decision.value
    const { orderId, identifierKey: holder, storeCode, pickupCode, paymentId, items } = next
    const subject = { type: 'order', id: orderId }
    const entry = { before: { status: order.status }, after: { status: next.status } }
    await audit.record({ actor, action: `order.${act}`, subject, ...entry }, { tx })
    if (next.status === 'completed') {
      if (holder !== undefined) {
        const told = { what: 'handed-over', amountFen: order.paidFen, at, holder } as const
        await outbox.append([notedOf(next, told)], { tx })
      }
      if (paymentId !== undefined) {
        const title = titleOf(items)
        const fulfilled = { orderId, paymentId, way: 'self-pickup', title, at } as const
        await outbox.append([OrderFulfilled(fulfilled)], { tx })
      }
      await guards.freePickupCode({ storeCode, code: pickupCode, orderId }, { tx })
    }
    return (await orders.save(next, { tx })) === 'saved' ? ok(next) : refuse('order-busy')
  }

  /** Safe to repeat: the second time it is done already. */
  async function act(
    orderId: Id<'ord'>,
    what: FulfilmentAct,
    staff: Staff,
  ): Promise<Result<Order, FulfilmentRefusal>> {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const order = await orders.find(orderId)
      if (order === null || !isTheirs(staff, order.storeCode)) {
        return refuse('order-not-found')
      }
      const { operatorId, name } = staff
      let result: Result<Order, FulfilmentRefusal> = refuse('order-busy')
      await inTransaction({ commitIf: 'done' }, async (tx) => {
        result = await write(order, what, { actor: { operatorId, name }, tx })
        return result.ok ? 'done' : 'refused'
      })
      if (result.ok || result.code !== 'order-busy') {
        return result
      }
    }
    return refuse('order-busy')
  }

  return {
    act,

    /** The order that waits at a store under this code, before it is handed over. Unknown code, or another store's: not found. */
    async waiting(
      { storeCode, code }: Readonly<{ storeCode: string; code: string }>,
      staff: Staff,
    ): Promise<Result<Order, FulfilmentRefusal>> {
      const orderId = isTheirs(staff, storeCode)
        ? await guards.orderOfPickupCode({ storeCode, code })
        : null
      const order = orderId === null ? null : await orders.find(orderId)
      return order === null ? refuse('pickup-code-unknown') : ok(order)
    },
  }
}

const isTheirs = ({ storeCodes }: Staff, storeCode: string | undefined): boolean =>
  storeCodes === null || (storeCode !== undefined && storeCodes.includes(storeCode))
