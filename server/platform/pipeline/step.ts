import type { Tx } from '../mongo/index.js'
import type { InboundEvent } from './event.js'
import type { Verdict } from './verdict.js'

/** The events of one batch that a step works, with what earlier steps found out about each. */
export type Batch<Fact> = Readonly<{
  events: readonly InboundEvent[]
  factsOf(event: InboundEvent): readonly Fact[]
}>

/**
 * One module's part in working a batch of events. Three parts, always in this order (architecture.md 2):
 * `gather` reads sets and asks platforms, outside any transaction; `decide` is pure and sees the events in the order
 * of their arrival, on the gathered state as changed so far; `write` makes bulk writes of the module's own collections
 * in the worker's one transaction. The documents that others race for are written last.
 */
type StepParts<State, Change, Fact> = Readonly<{
  name: string
  /** Does this step work the event? `facts` are those of earlier steps. */
  handles(event: InboundEvent, facts: readonly Fact[]): boolean
  gather(batch: Batch<Fact>): Promise<State>
  decide(event: InboundEvent, state: State, facts: readonly Fact[]): Verdict<Change, Fact>
  /** The state after a change, for the next event of the batch. May work in place. */
  apply(state: State, change: Change): State
  write(changes: readonly Change[], tx: Tx): Promise<void>
}>

/** A step with its own types hidden, so that steps of different modules stand in one list. */
export type AnyStep<Fact> = Readonly<{
  name: string
  handles(event: InboundEvent, facts: readonly Fact[]): boolean
  open(batch: Batch<Fact>): Promise<StepRun<Fact>>
}>

export type StepRun<Fact> = {
  decide(event: InboundEvent, facts: readonly Fact[]): Verdict<unknown, Fact>
  write(tx: Tx): Promise<void>
}

export function defineStep<State extends object, Change extends object, Fact>(
  parts: StepParts<State, Change, Fact>,
): AnyStep<Fact> {
  return {
    name: parts.name,
    handles: parts.handles,
    async open(batch) {
      let state: State = await parts.gather(batch)
      const changes: Change[] = []
      return {
        decide(event, facts) {
          const answer = parts.decide(event, state, facts)
          if (answer.kind === 'ok' && answer.change !== null) {
            state = parts.apply(state, answer.change)
            changes.push(answer.change)
          }
          return answer
        },
        async write(tx) {
          if (changes.length > 0) {
            await parts.write(changes, tx)
          }
        },
      }
    },
  }
}
