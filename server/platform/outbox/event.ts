import type { z } from 'zod'

/** The declaration of an outbox event: its name, in the past tense, and its shape. */
export interface OutboxEventType<Type extends string, Payload> {
  (payload: Payload): NewOutboxEvent
  readonly type: Type
  readonly schema: z.ZodType<Payload>
}

export type EventOf<Declared> =
  Declared extends OutboxEventType<string, infer Payload> ? Payload : never

/** An event that is about to be stored with the change that caused it. */
export type NewOutboxEvent = Readonly<{
  type: string
  payload: unknown
}>

/**
 * Declares an event. The answer is also its constructor:
 * `const OrderPaid = outboxEvent('order.paid', z.object({ … }))`, then `OrderPaid({ … })`.
 * Payloads hold identifier keys, never a customer id: those change with a merge.
 */
export function outboxEvent<const Type extends string, Payload>(
  type: Type,
  schema: z.ZodType<Payload>,
): OutboxEventType<Type, Payload> {
  const make = (payload: Payload): NewOutboxEvent => ({ type, payload })
  return Object.assign(make, { type, schema })
}
