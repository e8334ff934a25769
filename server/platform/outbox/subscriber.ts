import type { Tx } from '../mongo/index.js'
import type { Settled } from './settled.js'
import type { OutboxEventType } from './event.js'

/** What became of a call to the outside, and what is to be written down about it. */
export type Answered<Note = never> = Readonly<{ settled: Settled; note?: Note }>

type Context = Readonly<{
  /** The id of the event, the same for every repetition: a key for effects. */
  eventId: string
  attempt: number
}>

type InTurn<Payload> = <Value>(payload: Payload, work: () => Promise<Value>) => Promise<Value>

export type AnySubscriber = Readonly<{
  /** `<module>.<what it does>`; stored with every row, so it never changes. */
  name: string
  type: string
  /** Inner subscribers only write to the database; outer ones call a platform and never hold up a drain. */
  isInner: boolean
  isFast: boolean
  /** Inner: does `work`, all of its transaction, when it is this event's turn in this process. */
  inTurn?: InTurn<unknown>
  /** Inner: reads and writes in `tx`. */
  handle?(payload: unknown, context: Context & { tx: Tx }): Promise<Settled>
  /** Outer: outside any transaction. */
  call?(payload: unknown, context: Context): Promise<Answered<unknown>>
  /** Outer: writes down what several calls came to, in the transaction that also settles their rows. */
  record?(notes: readonly unknown[], tx: Tx): Promise<void>
}>

/**
 * Reacts to an event of a module below, inside one transaction that also contains the (subscriber, event) row: the
 * effect and "done" come together or not at all. The handler may run again, so it only writes to the database.
 * `inTurn`: for what meets others at a contested document; they wait for each other before they begin.
 */
export function subscribe<Payload>(
  name: string,
  event: OutboxEventType<string, Payload>,
  handle: (payload: Payload, context: Context & { tx: Tx }) => Promise<Settled>,
  { inTurn }: { inTurn?: InTurn<Payload> } = {},
): AnySubscriber {
  return {
    name,
    type: event.type,
    isInner: true,
    isFast: false,
    ...(inTurn && { inTurn: (payload, work) => inTurn(event.schema.parse(payload), work) }),
    handle: (payload, context) => handle(event.schema.parse(payload), context),
  }
}

type Call<Payload, Note> = Readonly<{
  call(payload: Payload, context: Context): Promise<Answered<Note>>
  /** The notes of calls that ended at about the same time: set writes. */
  record?(notes: readonly Note[], tx: Tx): Promise<void>
}>

/**
 * Calls a platform after the commit, at least once. The call must be harmless when repeated (a key made from our id),
 * or ask first what became of the last attempt. `isFast`: worked at once, before other rows.
 */
export function deliver<Payload, Note = never>(
  name: string,
  event: OutboxEventType<string, Payload>,
  { call, record }: Call<Payload, Note>,
  { isFast = false }: { isFast?: boolean } = {},
): AnySubscriber {
  return {
    name,
    type: event.type,
    isInner: false,
    isFast,
    call: (payload, context) => call(event.schema.parse(payload), context),
    // its own notes come back to it
    ...(record && { record: (notes, tx) => record(notes as readonly Note[], tx) }),
  }
}
