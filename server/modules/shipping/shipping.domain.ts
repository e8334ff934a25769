import { ok, refuse, type Result } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { ShippingRefusal } from './shipping.errors.js'

/**
 * waiting: WeChat is to be told · reported: it knows, the customer's time to confirm runs · settled: the money is free ·
 * unneeded: WeChat keeps no money of this mini-program back · failed: left to an operator.
 */
export type ShipmentState = 'waiting' | 'reported' | 'settled' | 'unneeded' | 'failed'
export type Parcel = Readonly<{ company: string; trackingNo: string; receiverPhoneMasked?: string }>
export type ShippingWay = 'express' | 'virtual' | 'self-pickup'

/** Checked when the service starts. */
export const SHIPMENT_TRANSITIONS: Readonly<Record<ShipmentState, readonly ShipmentState[]>> = {
  waiting: ['reported', 'settled', 'unneeded', 'failed'],
  // corrected: told once more
  reported: ['waiting', 'settled'],
  failed: ['waiting', 'settled'],
  settled: [],
  unneeded: [],
}

/** How the goods of one payment reached the customer, and whether WeChat knows: before that it keeps the money. */
export type Shipment = Readonly<{
  /** WeChat finds it by this number of ours, too. */
  paymentId: Id<'pay'>
  orderId: Id<'ord'>
  revision: number // as read; guards the write, which adds one
  state: ShipmentState
  way: ShippingWay
  title: string
  parcel?: Parcel
  fulfilledAt: Date
  /** Reports that WeChat has taken. */
  reports: number
  /** Fruitless tries of the next one. */
  tries: number
  /** When the job looks at it next: to report, or to remind of the confirmation. */
  nextAt?: Date
  /** A report may have arrived: ask before sending again. */
  isOutcomeUnknown?: boolean
  troubleCode?: string
  reportedAt?: Date
  /** When the customer was asked to confirm; once. */
  remindedAt?: Date
  settledAt?: Date
}>

export type Fulfilled = Pick<Shipment, 'paymentId' | 'orderId' | 'way' | 'title' | 'parcel'> &
  Readonly<{ at: Date }>

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const DAY_MS = 24 * 60 * MINUTE_MS
/** The platform takes payments in within about a minute: asking at once is in vain. */
const FIRST_AFTER_MS = 10 * SECOND_MS
/** The last repeats. */
const PAUSES_MS = [30 * SECOND_MS, MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, 60 * MINUTE_MS]
/** The money stays frozen meanwhile: after a day of tries somebody looks at it. */
const GIVE_UP_MS = DAY_MS
/** An express parcel has arrived by then; ten days after the report it counts as confirmed anyway. */
const REMIND_AFTER_MS = 5 * DAY_MS
const MAX_TITLE_CHARS = 120

/** A new shipment, due in a moment. */
export function newShipment({ at, title, parcel, ...fulfilled }: Fulfilled): Shipment {
  return {
    ...fulfilled,
    title: [...title].slice(0, MAX_TITLE_CHARS).join(''),
    ...(parcel === undefined ? {} : { parcel }),
    revision: 0,
    state: 'waiting',
    fulfilledAt: at,
    reports: 0,
    tries: 0,
    nextAt: new Date(at.getTime() + FIRST_AFTER_MS),
  }
}

/** Another parcel than was said first: told once more, which WeChat allows once. The same parcel changes nothing (null). */
export function decideCorrected(shipment: Shipment, fulfilled: Fulfilled): Shipment | null {
  const { parcel, at } = fulfilled
  const { parcel: before } = shipment
  const isSame = parcel?.trackingNo === before?.trackingNo && parcel?.company === before?.company
  if (parcel === undefined || isSame || shipment.state === 'settled') {
    return null
  }
  return { ...shipment, parcel, state: 'waiting', tries: 0, fulfilledAt: at, nextAt: at }
}

/** WeChat has taken the report. */
export function reported(shipment: Shipment, now: Date): Shipment {
  const { nextAt: _nextAt, troubleCode: _code, isOutcomeUnknown: _unknown, ...rest } = shipment
  const isReminded = shipment.way !== 'express' || shipment.remindedAt !== undefined
  return {
    ...rest,
    state: 'reported',
    reports: shipment.reports + 1,
    tries: 0,
    reportedAt: now,
    ...(isReminded ? {} : { nextAt: new Date(now.getTime() + REMIND_AFTER_MS) }),
  }
}

/** A try that came to nothing: again after a growing pause, for a day. `isFinal`: WeChat will never take it. */
export function troubled(
  shipment: Shipment,
  trouble: Readonly<{ code: string; isFinal: boolean; isOutcomeUnknown: boolean; now: Date }>,
): Shipment {
  const { code: troubleCode, isFinal, isOutcomeUnknown, now } = trouble
  const { nextAt: _nextAt, ...rest } = shipment
  const tried = { ...rest, tries: shipment.tries + 1, troubleCode, isOutcomeUnknown }
  const isOver = now.getTime() - shipment.fulfilledAt.getTime() >= GIVE_UP_MS
  if (isFinal || (isOver && !isOutcomeUnknown)) {
    return { ...tried, state: 'failed' }
  }
  const pauseMs = PAUSES_MS[Math.min(shipment.tries, PAUSES_MS.length - 1)] ?? MINUTE_MS
  return { ...tried, nextAt: new Date(now.getTime() + pauseMs) }
}

/** Nothing is kept back here, so nothing is to be told. */
export function unneeded(shipment: Shipment): Shipment {
  const { nextAt: _nextAt, ...rest } = shipment
  return { ...rest, state: 'unneeded' }
}

/** The customer was asked to confirm, or cannot be asked any more: not again. */
export function reminded(shipment: Shipment, now: Date): Shipment {
  const { nextAt: _nextAt, ...rest } = shipment
  return { ...rest, remindedAt: now }
}

/** WeChat says that the money is free. Told before: nothing changes (null). */
export function decideSettled(shipment: Shipment, settledAt: Date): Shipment | null {
  const { nextAt: _nextAt, ...rest } = shipment
  return shipment.state === 'settled' ? null : { ...rest, state: 'settled', settledAt }
}

/** An operator tries again what had been let go of. */
export function decideRetry(shipment: Shipment, now: Date): Result<Shipment, ShippingRefusal> {
  return shipment.state === 'failed'
    ? ok({ ...shipment, state: 'waiting', tries: 0, fulfilledAt: now, nextAt: now })
    : refuse('shipment-not-failed', shipment.state)
}
