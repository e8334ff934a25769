import type { Clock } from '../../../platform/clock/index.js'
import { defineJob, type Job, type JobContext } from '../../../platform/jobs/index.js'
import type { NewInboundEvent } from '../../../platform/pipeline/index.js'
import type { EventIntake } from '../customers.ports.js'
import type { BlockedValueDocument, OwnerlessFactDocument } from './blocked.model.js'
import type { BlockedValues } from './blocked-values.repository.js'
import type { Ownerless } from './ownerless.repository.js'
import { FACT_UNBLOCKED, UNBLOCKED_SOURCE } from './unblocked-fact.js'

export const ATTACH_FACTS = 'customers.attach-facts'

const EVERY_MS = 60_000
const VALUES = 20
const PAGE = 200
/** Of one value in one run; the rest has its turn a minute later. */
const MAX_PAGES = 50
/** By then every process knows that the value is off the list (it looks every two seconds). */
const KNOWN_EVERYWHERE_MS = 5_000
/** A fact that was met by a process that did not know yet is brought again after so long at most. */
const AGAIN_MS = 10 * 60_000

type Deps = Readonly<{
  values: Pick<BlockedValues, 'attaching' | 'attached'>
  rows: Pick<Ownerless, 'waitingFor'>
  intake: EventIntake
  clock: Clock
}>

/**
 * Brings home what was kept for values that have been taken off the list: each fact becomes an event and takes the way of all
 * others. Safe to repeat: a fact leaves its shelf with its owner, and is told once though it be brought twice.
 */
export function attachFactsJob({ values, rows, intake, clock }: Deps): Job {
  async function bringHome(value: BlockedValueDocument, isStopping: () => boolean) {
    let after = ''
    for (let page = 0; page < MAX_PAGES && !isStopping(); page += 1) {
      const kept = await rows.waitingFor(value._id, { after, limit: PAGE })
      await Promise.all(kept.map((row) => intake.insert(eventOf(row, value, clock.now()))))
      after = kept.at(-1)?._id ?? after
      if (kept.length < PAGE) {
        return { isEmpty: page === 0 && kept.length === 0, count: page * PAGE + kept.length }
      }
    }
    return { isEmpty: false, count: MAX_PAGES * PAGE }
  }

  return defineJob({
    name: ATTACH_FACTS,
    title: '把解除屏蔽的值的事件归回原主',
    schedule: { everyMs: EVERY_MS },
    async run({ isStopping }: JobContext) {
      let count = 0
      for (const value of await values.attaching(VALUES)) {
        const home = await bringHome(value, isStopping)
        count += home.count
        if (home.isEmpty) {
          await values.attached(value)
        }
      }
      return count === 0 ? null : `归回 ${count} 条`
    },
  })
}

function eventOf(
  { _id: factId, fact }: OwnerlessFactDocument,
  { _id: key, changedAt }: BlockedValueDocument,
  now: Date,
): NewInboundEvent {
  const round = Math.floor(now.getTime() / AGAIN_MS)
  return {
    key: `unblocked:${changedAt.getTime()}:${round}:${factId}`,
    source: UNBLOCKED_SOURCE,
    type: FACT_UNBLOCKED,
    partitionKey: key,
    occurredAt: fact?.at ?? now,
    delayMs: KNOWN_EVERYWHERE_MS,
    payload: JSON.stringify({ factId, fact }),
  }
}
