import type { Clock } from '../../platform/clock/index.js'
import { businessDay } from '../../platform/days/index.js'
import type { Db, Tx } from '../../platform/mongo/index.js'
import { defineStep, type InboundEvent } from '../../platform/pipeline/index.js'
import type { CustomerFact } from './facts.domain.js'
import { carrierOf, distinct } from './identifier.domain.js'
import type { IdentifierReader } from './identifier-reader.js'
import { gatherIdentity } from './identity-gather.repository.js'
import { writeIdentity, type Cause, type RecordedFact } from './identity-write.repository.js'
import { hasOwnFact, ownFact } from './own-facts.js'
import type { GatheredWorld } from './resolution/gather-world.repository.js'
import { observe } from './resolution/observe.domain.js'
import { settle, type Settled } from './resolution/settle.domain.js'
import { draftOver, type Draft } from './resolution/world.domain.js'
import type { RulesInForce } from './rules/rules-in-force.js'
import { tellOthers } from './tell-others.js'
import { timelineWrites } from './timeline.repository.js'

type State = Readonly<{
  identity: GatheredWorld
  entries: Set<string>
  /** What is known about each event. */
  told: ReadonlyMap<InboundEvent, readonly CustomerFact[]>
}>
type Change = Readonly<{
  identity: GatheredWorld
  draft: Draft
  recorded: readonly RecordedFact[]
  settled: Settled | null
  cause: Cause
}>

type Deps = Readonly<{
  db: Db
  reader: IdentifierReader
  rules: Pick<RulesInForce, 'latest' | 'doubt'>
  clock: Clock
}>

/**
 * The last step of every batch: notes down what each fact shows, resolves who is who around it, stores the evidence, adds
 * timeline entries and counters. Never refuses an event.
 */
export function customersStep({ db, reader, rules, clock }: Deps) {
  const timeline = timelineWrites(db)

  /** What earlier steps and this one know about the event, each identifier once. */
  const factsFor = (event: InboundEvent, earlier: readonly CustomerFact[]): CustomerFact[] => {
    const own = ownFact(event, reader)
    const all = own === null ? earlier : [...earlier, own]
    return all.map((fact) => ({ ...fact, seen: distinct(fact.seen) }))
  }

  return defineStep<State, Change, CustomerFact>({
    name: 'customers',
    handles: (event, facts) => facts.length > 0 || hasOwnFact(event),

    async gather({ events, factsOf }) {
      const facts = events.map((event) => ({ event, facts: factsFor(event, factsOf(event)) }))
      const parts = { db, rules: await rules.latest(), today: businessDay(clock.now()) }
      const [identity, entries] = await Promise.all([
        gatherIdentity(
          parts,
          facts.flatMap((row) => row.facts),
        ),
        timeline.existing(facts.flatMap((row) => foreignEntryIds(row.event, row.facts))),
      ])
      return { identity, entries, told: new Map(facts.map((row) => [row.event, row.facts])) }
    },

    decide(event, { identity, entries, told: known }) {
      const recorded: RecordedFact[] = []
      const told = new Set<string>()
      const facts = known.get(event) ?? []
      const [first] = facts
      const draft = draftOver(identity.world, first?.at ?? event.occurredAt)
      const news = facts.flatMap((fact, index) => {
        const fresh = withoutRepeated(fact, (id) => entries.has(id) || told.has(id))
        const carrier = carrierOf(fresh.seen)
        if (carrier === null) {
          return []
        }
        fresh.timeline?.forEach(({ entryId }) => told.add(entryId))
        const eventKey = index === 0 ? event.key : `${event.key}#${index}`
        recorded.push({ fact: fresh, carrier, eventId: event.key, eventKey })
        return observe(draft, fresh)
      })
      if (first === undefined || recorded.length === 0) {
        return { kind: 'ok', change: null }
      }
      const settled = news.length === 0 ? null : settle(draft, news)
      const cause = { eventId: event.key, source: first.source, kind: first.kind }
      const change = { identity, draft, recorded, settled, cause }
      return { kind: 'ok', change, outbox: settled === null ? [] : tellOthers(settled) }
    },

    apply(state, { draft, recorded }) {
      draft.commit()
      for (const { fact } of recorded) {
        fact.timeline?.forEach(({ entryId }) => state.entries.add(entryId))
      }
      return state
    },

    async write(changes, tx: Tx) {
      const [first] = changes
      if (first === undefined) {
        return
      }
      const recorded = changes.flatMap((change) => change.recorded)
      const settled = changes.flatMap(({ settled: one, cause }) =>
        one === null ? [] : [{ settled: one, cause }],
      )
      await timeline.add(recorded.flatMap(entriesOf), tx)
      try {
        await writeIdentity(db, { gathered: first.identity, recorded, settled }, tx)
      } catch (error) {
        rules.doubt()
        throw error
      }
    },
  })
}

/** Entries named after the event itself are guarded by its inbox row; only others may have been told by another event. */
const foreignEntryIds = (event: InboundEvent, facts: readonly CustomerFact[]): string[] =>
  facts.flatMap(({ timeline = [] }) =>
    timeline.map(({ entryId }) => entryId).filter((id) => !id.startsWith(event.key)),
  )

/** A fact whose entries were all told before was counted before. */
function withoutRepeated(fact: CustomerFact, isTold: (entryId: string) => boolean): CustomerFact {
  const { timeline = [], counters } = fact
  const fresh = timeline.filter(({ entryId }) => !isTold(entryId))
  const isRepeated = timeline.length > 0 && fresh.length === 0
  return { ...fact, timeline: fresh, counters: isRepeated ? undefined : counters }
}

function entriesOf({ fact, carrier }: RecordedFact) {
  return (fact.timeline ?? []).map((entry) => ({ entry, identifierKey: carrier.key }))
}
