import { setImmediate } from 'node:timers/promises'
import type { NewOutboxEvent } from '../outbox/index.js'
import type { Tx } from '../mongo/index.js'
import type { InboundEvent, NewInboundEvent } from './event.js'
import type { AnyStep, StepRun } from './step.js'
import type { Refused, Verdict } from './verdict.js'

type Accepted = Extract<Verdict<unknown, unknown>, { kind: 'ok' }>

/** Everything that the one transaction of a batch will write, and what becomes of each event. */
export type BatchPlan = {
  accepted: readonly { event: InboundEvent; outcome: 'done' | 'incident' | 'ignored' }[]
  refused: ReadonlyMap<InboundEvent, Refused>
  outbox: readonly NewOutboxEvent[]
  followUps: readonly NewInboundEvent[]
  appeared: readonly string[]
  write(tx: Tx): Promise<void>
}

/** So many are decided in one go: whatever else the process does waits no longer. */
const EVENTS_AT_ONCE = 100

/**
 * Leads a batch through the steps. When a later step refuses an event that an earlier one has already counted in, the
 * batch is decided again without it, so that a refused event leaves no trace anywhere.
 */
export async function decideBatch<Fact>(
  steps: readonly AnyStep<Fact>[],
  events: readonly InboundEvent[],
): Promise<BatchPlan> {
  const refused = new Map<InboundEvent, Refused>()
  for (;;) {
    const attempt = await attemptBatch(
      steps,
      events.filter((event) => !refused.has(event)),
    )
    for (const [event, reason] of attempt.refused) {
      refused.set(event, reason)
    }
    if (!attempt.isStained) {
      return { ...planOf(events, refused, attempt.verdicts), write: attempt.write }
    }
  }
}

async function attemptBatch<Fact>(
  steps: readonly AnyStep<Fact>[],
  events: readonly InboundEvent[],
) {
  const facts = new Map<InboundEvent, Fact[]>()
  const verdicts = new Map<InboundEvent, Accepted[]>()
  const refused = new Map<InboundEvent, Refused>()
  const runs: StepRun<Fact>[] = []
  let isStained = false
  const factsOf = (event: InboundEvent) => facts.get(event) ?? []

  for (const step of steps) {
    const mine = events.filter(
      (event) => !refused.has(event) && step.handles(event, factsOf(event)),
    )
    if (mine.length === 0) {
      continue
    }
    const run = await step.open({ events: mine, factsOf })
    runs.push(run)
    for (const [index, event] of mine.entries()) {
      if (index > 0 && index % EVENTS_AT_ONCE === 0) {
        await setImmediate()
      }
      const answer = run.decide(event, factsOf(event))
      if (answer.kind === 'ok') {
        facts.set(event, [...factsOf(event), ...(answer.facts ?? [])])
        verdicts.set(event, [...(verdicts.get(event) ?? []), answer])
      } else {
        refused.set(event, answer)
        isStained ||= (verdicts.get(event) ?? []).some((earlier) => earlier.change !== null)
      }
    }
  }
  const write = async (tx: Tx) => {
    for (const run of runs) {
      await run.write(tx)
    }
  }
  return { verdicts, refused, isStained, write }
}

function planOf(
  events: readonly InboundEvent[],
  refused: ReadonlyMap<InboundEvent, Refused>,
  verdicts: ReadonlyMap<InboundEvent, readonly Accepted[]>,
) {
  const kept = events.filter((event) => !refused.has(event))
  const answers = kept.flatMap((event) => verdicts.get(event) ?? [])
  return {
    accepted: kept.map((event) => ({ event, outcome: outcomeOf(verdicts.get(event) ?? []) })),
    refused,
    outbox: answers.flatMap((answer) => answer.outbox ?? []),
    followUps: answers.flatMap((answer) => answer.followUps ?? []),
    appeared: answers.flatMap((answer) => answer.appeared ?? []),
  }
}

/** No step knows the type: stored, done as ignored, counted. */
function outcomeOf(answers: readonly Accepted[]): 'done' | 'incident' | 'ignored' {
  if (answers.length === 0) {
    return 'ignored'
  }
  return answers.find((answer) => answer.outcome !== undefined)?.outcome ?? 'done'
}
