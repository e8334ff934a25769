import type { Logger } from 'pino'
import { AppError } from '../../platform/errors/index.js'
import { isDuplicateKey, type InTransaction } from '../../platform/mongo/index.js'
import type { Outbox } from '../../platform/outbox/index.js'
import {
  decideBatch,
  type AnyStep,
  type BatchPlan,
  type InboundEvent,
} from '../../platform/pipeline/index.js'
import { LeaseLost } from '../../platform/queue/index.js'
import type { InboxRow } from './inbox.model.js'
import type { InboxRows } from './inbox.repository.js'
import { settling, type Held, type OnAttempts } from './settling.js'

export type BatchParts<Fact> = Readonly<{
  inbox: InboxRows
  outbox: Outbox
  inTransaction: InTransaction
  steps: readonly AnyStep<Fact>[]
  /** Called after a commit that left outbox rows behind. */
  onCommitted(): void
  /** For metrics. */
  onAttempts?: OnAttempts
  log: Logger
}>

/** Works what one claim holds: one transaction for the whole batch; when it fails, halves until the poison is alone. */
export function batchWork<Fact>(parts: BatchParts<Fact>) {
  const { inbox, outbox, inTransaction, steps, onCommitted, log } = parts
  const { onAttempts = () => undefined } = parts
  const settled = settling({ inbox, onAttempts, log })

  async function work(
    events: readonly InboundEvent[],
    held: Held,
    isSecondTry = false,
  ): Promise<void> {
    try {
      const { plan, blocked } = await decideInOrder(steps, events)
      await commit(plan, held)
      await settled.refused(plan, held)
      await inbox.giveBack(rowsOf(blocked, held), held.token)
    } catch (error) {
      if (error instanceof LeaseLost) {
        log.warn({ events: events.length }, 'the lease ran out before the batch was done')
        return
      }
      // Somebody else was faster with one of the documents: what is gathered anew knows that.
      if (!isSecondTry && hasMovedOn(error)) {
        return work(events, held, true)
      }
      const [only] = events
      if (events.length > 1 || only === undefined) {
        return workHalves(events, held)
      }
      await settled.failed(only, error, held)
    }
  }

  /** Halves keep the order: what failed in the first half holds back its partition in the second. */
  async function workHalves(events: readonly InboundEvent[], held: Held): Promise<void> {
    const middle = Math.ceil(events.length / 2)
    await work(events.slice(0, middle), held)
    const rest = events.slice(middle)
    const open = await stillOpen(events.slice(0, middle), held)
    const isFree = (event: InboundEvent) => !open.has(event.partitionKey)
    const blocked = rest.filter((event) => !isFree(event))
    await inbox.giveBack(rowsOf(blocked, held), held.token)
    const free = rest.filter(isFree)
    if (free.length > 0) {
      await work(free, held)
    }
  }

  async function stillOpen(events: readonly InboundEvent[], held: Held): Promise<Set<string>> {
    const partitions = await inbox.rows
      .find({
        _id: { $in: rowsOf(events, held).map(({ _id }) => _id) },
        state: { $in: ['pending', 'leased'] },
      })
      .project<{ partitionKey: string }>({ partitionKey: 1 })
      .toArray()
    return new Set(partitions.map(({ partitionKey }) => partitionKey))
  }

  async function commit(plan: BatchPlan, held: Held): Promise<void> {
    const { token, lane } = held
    const parking = [...plan.refused].flatMap(([event, refused]) =>
      refused.kind === 'wait' ? [{ event, refused }] : [],
    )
    const drops = [...plan.refused].flatMap(([event, refused]) =>
      refused.kind === 'drop' ? [{ event, outcome: refused.outcome }] : [],
    )
    const done = [...plan.accepted, ...drops].map(({ event, outcome }) => ({
      key: event.key,
      outcome,
    }))
    if (done.length + parking.length === 0) {
      return
    }
    await inTransaction(async (tx) => {
      await plan.write(tx)
      await outbox.append(plan.outbox, { tx })
      await inbox.insertIn(plan.followUps, tx)
      await inbox.finish(done, { token, lane, tx })
      await inbox.appear(plan.appeared, tx)
      for (const { event, refused } of parking) {
        await settled.park(event, refused, held, tx)
      }
    })
    onAttempts('done', done.length)
    onAttempts('waiting', parking.length)
    if (plan.outbox.length > 0) {
      onCommitted()
    }
  }

  return { work, unreadable: settled.unreadable }
}

/** An event that will be tried again holds back the later ones of its partition. */
async function decideInOrder<Fact>(
  steps: readonly AnyStep<Fact>[],
  events: readonly InboundEvent[],
) {
  let remaining = events
  const blocked: InboundEvent[] = []
  for (;;) {
    const plan = await decideBatch(steps, remaining)
    const late = laterThanRetried(plan, remaining)
    if (late.length === 0) {
      return { plan, blocked }
    }
    blocked.push(...late)
    remaining = remaining.filter((event) => !late.includes(event))
  }
}

function laterThanRetried(plan: BatchPlan, events: readonly InboundEvent[]): InboundEvent[] {
  const retried = new Map<string, number>()
  events.forEach((event, index) => {
    if (plan.refused.get(event)?.kind === 'retry' && !retried.has(event.partitionKey)) {
      retried.set(event.partitionKey, index)
    }
  })
  return events.filter((event, index) => index > (retried.get(event.partitionKey) ?? Infinity))
}

function rowsOf(events: readonly InboundEvent[], { rows }: Held): InboxRow[] {
  return events.flatMap(({ key }) => rows.get(key) ?? [])
}

function hasMovedOn(error: unknown): boolean {
  return isDuplicateKey(error) || (error instanceof AppError && error.code.endsWith('moved-on'))
}
