import type { Id } from '../../platform/ids/index.js'

const DAY_MS = 24 * 60 * 60 * 1000
const MINUTE_MS = 60 * 1000

/** A customer who asks for it may call it back for so long. */
export const COOLING_OFF_MS = 7 * DAY_MS
/** A person with an order that waits for payment is looked at again after this. */
export const BUSY_PAUSE_MS = 5 * MINUTE_MS

export type ErasureState = 'waiting' | 'running' | 'done' | 'cancelled'

/** The whole life of a request; checked when the service starts. */
export const ERASURE_TRANSITIONS: Readonly<Record<ErasureState, readonly ErasureState[]>> = {
  waiting: ['running', 'done', 'cancelled'],
  running: ['done'],
  done: [],
  cancelled: [],
}

/** What is known only while the erasing is under way. */
export type ErasureWork = Readonly<{
  tombstones: readonly Readonly<{ key: string; tombstone: string }>[]
  /** Which of the holders and stores comes next, and where in a store. */
  stage: number
  after: string | null
  /** Rows of this store's round that were in somebody's hands. */
  left: number
}>

export type Erasure = Readonly<{
  erasureId: Id<'ers'>
  state: ErasureState
  /** Who asked: an operator for a customer's id, or the customer under its openid. */
  by: 'operator' | 'customer'
  operatorId: string | null
  operatorName: string | null
  /** Customer id or identifier key; gone with the person. */
  subject: string
  reason: string | null
  /** The person does not want to be contacted: hashes of the identifiers stay on the block list. */
  doNotContact: boolean
  requestedAt: Date
  dueAt: Date
  startedAt: Date | null
  doneAt: Date | null
  cancelledAt: Date | null
  /** Ids that answer 410 from the beginning of the work on. */
  customerIds: readonly string[]
  work: ErasureWork | null
  revision: number
}>

type Request = Pick<
  Erasure,
  'erasureId' | 'by' | 'operatorId' | 'operatorName' | 'subject' | 'reason' | 'doNotContact'
>

/** An operator's request is due at once, a customer's after the cooling-off. */
export function newErasure(request: Request, now: Date): Erasure {
  const pauseMs = request.by === 'customer' ? COOLING_OFF_MS : 0
  return {
    ...request,
    state: 'waiting',
    requestedAt: now,
    dueAt: new Date(now.getTime() + pauseMs),
    startedAt: null,
    doneAt: null,
    cancelledAt: null,
    customerIds: [],
    work: null,
    revision: 0,
  }
}
