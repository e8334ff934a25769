import { ok, refuse, type Result } from '../../platform/errors/index.js'
import { inStatus, OWN_SOURCE, type Order, type OrderStatus } from './orders.domain.js'
import type { FulfilmentRefusal } from './orders.errors.js'
import { isVirtual } from './voucher-lines.domain.js'

/** prepare: somebody makes it · ready: it waits at the counter · hand-over: the customer has it. */
export type FulfilmentAct = 'prepare' | 'ready' | 'hand-over'

const LEADS_TO: Readonly<Record<FulfilmentAct, OrderStatus>> = {
  prepare: 'preparing',
  ready: 'ready',
  'hand-over': 'completed',
}
const FROM: Readonly<Record<FulfilmentAct, readonly OrderStatus[]>> = {
  prepare: ['paid'],
  ready: ['paid', 'preparing'],
  'hand-over': ['paid', 'preparing', 'ready'],
}

/**
 * A paid order on its way over the counter. Done before: nothing changes (null). Nothing is made or handed over of an
 * order whose money goes back.
 */
export function decideFulfilment(
  order: Order,
  act: FulfilmentAct,
  now: Date,
): Result<Order | null, FulfilmentRefusal> {
  const status = LEADS_TO[act]
  if (order.source !== OWN_SOURCE) {
    return refuse('order-not-ours-to-fulfil')
  }
  if (order.status === status) {
    return ok(null)
  }
  if (order.status === 'refund-pending' || order.status === 'refunded') {
    return refuse('order-is-refunded')
  }
  // what is sent is neither called up nor handed over at a counter
  const isElsewhere = act !== 'prepare' && order.sealedAddress !== undefined
  if (isElsewhere || !FROM[act].includes(order.status) || isVirtual(order.items)) {
    return refuse('order-not-in-time', order.status)
  }
  // handed over while it was being made: it was ready by then, whether somebody said so or not
  const isUnsaid = act === 'hand-over' && order.status === 'preparing'
  const at = { at: now }
  const made = isUnsaid ? inStatus(order, { ...at, status: 'ready' }) : order
  return ok(inStatus(made, { ...at, status }))
}

const DAY_MS = 86_400_000
/** A parcel of which nobody has said anything has arrived by then, as WeChat takes it, too. */
const ARRIVED_AFTER_MS = 10 * DAY_MS

/**
 * A paid order that is sent has gone on its way, by this company under this number; while it is there, a wrong number may be
 * mended. Sent before under the same number: nothing changes (null). Nothing is sent of an order whose money goes back.
 */
export function decideShip(
  order: Order,
  { company, trackingNo }: Readonly<{ company: string; trackingNo: string }>,
  now: Date,
): Result<Order | null, FulfilmentRefusal> {
  if (order.source !== OWN_SOURCE) {
    return refuse('order-not-ours-to-fulfil')
  }
  const { shipment: before } = order
  const isSame = before?.trackingNo === trackingNo && before.company === company
  if (order.status === 'shipped' && isSame) {
    return ok(null)
  }
  if (order.status === 'refund-pending' || order.status === 'refunded') {
    return refuse('order-is-refunded')
  }
  if (order.sealedAddress === undefined) {
    return refuse('order-not-sent')
  }
  const shipment = { company, trackingNo, at: before?.at ?? now }
  switch (order.status) {
    case 'shipped':
      return ok({ ...order, shipment })
    case 'paid':
    case 'preparing': {
      const completeDueAt = new Date(now.getTime() + ARRIVED_AFTER_MS)
      return ok(inStatus({ ...order, shipment, completeDueAt }, { at: now, status: 'shipped' }))
    }
    default:
      return refuse('order-not-in-time', order.status)
  }
}

/** What was sent has reached the customer: they say so, or enough time has passed. Said before: nothing changes (null). */
export function decideReceived(order: Order, now: Date): Result<Order | null, FulfilmentRefusal> {
  if (order.status === 'completed') {
    return ok(null)
  }
  if (order.status !== 'shipped') {
    return refuse('order-not-in-time', order.status)
  }
  const { completeDueAt: _due, ...rest } = order
  return ok(inStatus(rest, { at: now, status: 'completed' }))
}
