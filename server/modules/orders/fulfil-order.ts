import type { Clock } from '../../platform/clock/index.js'
import type { PiiCipher } from '../../platform/crypto/index.js'
import { ok, refuse, type Result } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { InTransaction, Tx } from '../../platform/mongo/index.js'
import type { Outbox } from '../../platform/outbox/index.js'
import type { Actor, Audit } from '../operators/index.js'
import { maskPhone } from '../customers/index.js'
import { openAddress } from './address.js'
import {
  decideFulfilment,
  decideReceived,
  decideShip,
  type FulfilmentAct,
} from './fulfilment.domain.js'
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
  cipher: PiiCipher
  inTransaction: InTransaction
  clock: Clock
}>
/** Somebody behind a counter. `storeCodes`: whose orders they may touch; null: everybody's. */
export type Staff = Actor & Readonly<{ storeCodes: readonly string[] | null }>

/** Something that staff do with an order; null: it is done already. */
type Deed = Readonly<{
  name: string
  decide(order: Order, at: Date): Result<Order | null, FulfilmentRefusal>
}>
export type Parcel = Readonly<{ company: string; trackingNo: string }>

const MAX_ATTEMPTS = 3

export type Fulfilment = ReturnType<typeof fulfilment>
/** What staff do with a paid order. Orders of other stores do not exist for them. */
export function fulfilment(deps: Deps) {
  const { orders, guards, outbox, audit, inTransaction, clock } = deps

  async function write(
    order: Order,
    { name, decide }: Deed,
    /** Null: no operator does it. */
    { actor, tx }: { actor: Actor | null; tx: Tx },
  ): Promise<Result<Order, FulfilmentRefusal>> {
    const at = clock.now()
    const decision = decide(order, at)
    if (!decision.ok || decision.value === null) {
      return decision.ok ? ok(order) : decision
    }
    const next = decision.value
    const { orderId, identifierKey: holder, storeCode, pickupCode } = next
    const subject = { type: 'order', id: orderId }
    const { status, shipment } = next
    const entry = { before: { status: order.status }, after: { status, shipment } }
    if (actor !== null) {
      await audit.record({ actor, action: `order.${name}`, subject, ...entry }, { tx })
    }
    const what = next.status === order.status ? undefined : toldOf(next)
    if (what !== undefined && holder !== undefined) {
      const told = { what, amountFen: order.paidFen, at, holder }
      await outbox.append([notedOf(next, told)], { tx })
    }
    const fulfilled = fulfilledBy(next, { at, cipher: deps.cipher }) // also of a mended number
    if (fulfilled !== undefined) {
      await outbox.append([OrderFulfilled(fulfilled)], { tx })
    }
    if (next.status === 'completed') {
      await guards.freePickupCode({ storeCode, code: pickupCode, orderId }, { tx })
    }
    return (await orders.save(next, { tx })) === 'saved' ? ok(next) : refuse('order-busy')
  }

  /** Safe to repeat: the second time it is done already. `staff` null: nobody of the shop does it. */
  async function perform(
    orderId: Id<'ord'>,
    deed: Deed,
    staff: Staff | null,
  ): Promise<Result<Order, FulfilmentRefusal>> {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const order = await orders.find(orderId)
      if (order === null || (staff !== null && !isTheirs(staff, order.storeCode))) {
        return refuse('order-not-found')
      }
      const actor = staff === null ? null : { operatorId: staff.operatorId, name: staff.name }
      let result: Result<Order, FulfilmentRefusal> = refuse('order-busy')
      await inTransaction({ commitIf: 'done' }, async (tx) => {
        result = await write(order, deed, { actor, tx })
        return result.ok ? 'done' : 'refused'
      })
      if (result.ok || result.code !== 'order-busy') {
        return result
      }
    }
    return refuse('order-busy')
  }

  return {
    act: (orderId: Id<'ord'>, act: FulfilmentAct, staff: Staff) =>
      perform(
        orderId,
        { name: act, decide: (order, at) => decideFulfilment(order, act, at) },
        staff,
      ),

    ship: (orderId: Id<'ord'>, parcel: Parcel, staff: Staff) =>
      perform(
        orderId,
        { name: 'ship', decide: (order, at) => decideShip(order, parcel, at) },
        staff,
      ),

    /** What was sent is with the customer, who says so, or of whom nobody has heard otherwise for so long. */
    receive: (orderId: Id<'ord'>) =>
      perform(orderId, { name: 'receive', decide: decideReceived }, null),

    /** Somebody has looked at the whole address of an order. */
    noteLook(orderId: Id<'ord'>, { operatorId, name }: Staff): Promise<void> {
      const subject = { type: 'order', id: orderId }
      return audit.record({ actor: { operatorId, name }, action: 'order.show-address', subject })
    },

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

function toldOf({
  status,
  sealedAddress,
}: Order): 'shipped' | 'handed-over' | 'received' | undefined {
  switch (status) {
    case 'shipped':
      return 'shipped'
    case 'completed':
      return sealedAddress === undefined ? 'handed-over' : 'received'
    default:
      return undefined
  }
}

/** What the payment platform is told of it; undefined: nothing was paid, or nothing has left the house. */
function fulfilledBy(order: Order, { at, cipher }: Readonly<{ at: Date; cipher: PiiCipher }>) {
  const { status, orderId, paymentId, items, shipment, sealedAddress } = order
  const told = paymentId === undefined ? null : { orderId, paymentId, title: titleOf(items), at }
  if (told !== null && status === 'shipped' && shipment !== undefined) {
    const { company, trackingNo } = shipment
    // some companies deliver only to somebody whose number is known
    const masked =
      sealedAddress === undefined
        ? {}
        : { receiverPhoneMasked: maskPhone(openAddress(cipher, sealedAddress).phone) }
    return { ...told, way: 'express', parcel: { company, trackingNo, ...masked } } as const
  }
  return told !== null && status === 'completed' && sealedAddress === undefined
    ? ({ ...told, way: 'self-pickup' } as const)
    : undefined
}

const isTheirs = ({ storeCodes }: Staff, storeCode: string | undefined): boolean =>
  storeCodes === null || (storeCode !== undefined && storeCodes.includes(storeCode))
