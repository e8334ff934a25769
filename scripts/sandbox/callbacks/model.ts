import type { Area, Tamper } from '../faults.js'

/** One try at delivering: what went over the wire and what came back. */
export type Attempt = {
  at: string
  url: string
  headers: Record<string, string>
  body: string
  /** Null: no answer (see `error`). */
  status: number | null
  error: 'timeout' | 'connection' | null
  responseBody: string
  durationMs: number
  tamper: Tamper | null
  /** A SIGNTEST probe of WeChat Pay: it counts as no try. */
  probe: boolean
}

/** `refused`: answered, not accepted, and the platform does not try again. */
export type DeliveryState =
  'waiting' | 'sending' | 'delivered' | 'refused' | 'given-up' | 'dropped' | 'no-target'

/** One callback, stored as plain data so that its retries survive a restart. */
export type Delivery = {
  id: string
  area: Area
  /** Event and change type, or the notification's event_type: for people and for `match`. */
  kind: string
  url: string
  /** What the receiver sees after decryption. */
  plaintext: string
  format: 'xml' | 'json'
  /** Pay: the notification's own fields, the same in each try. */
  meta: Record<string, string>
  /** Pauses before the tries that are still left. */
  retriesMs: number[]
  attempts: Attempt[]
  state: DeliveryState
  createdAt: number
  dueAt: number
  copyOf: string | null
  /** Spoils every try: for bad-input tests. */
  tamper: Tamper | null
  /** Held back by the fault `reorder` until another one has gone out. */
  heldBack: boolean
}

export type NewDelivery = Readonly<{
  area: Area
  kind: string
  /** Null: there is nobody to send it to; it is only listed. */
  url: string | null
  plaintext: string
  format?: 'xml' | 'json'
  meta?: Record<string, string>
  retriesMs: readonly number[]
  tamper?: Tamper | null
}>

export type WireRequest = Readonly<{ url: string; headers: Record<string, string>; body: string }>

export type SendOptions = Readonly<{
  tamper: Tamper | null
  /** Pay: signature that must fail. */
  probe: boolean
  /** Added to the envelope's timestamp. */
  skewMs: number
}>

/** Encrypts and signs a delivery anew: each try has its own timestamp, nonce and signature. */
export type Sender = (delivery: Delivery, options: SendOptions) => WireRequest
