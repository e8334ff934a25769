import type { Db, Tx } from '../../platform/mongo/index.js'
import { defineStep, type InboundEvent } from '../../platform/pipeline/index.js'
import { CustomerMerged } from './customers.events.js'
import type { CustomerFact } from './facts.domain.js'
import { distinct, type IdentifierKey } from './identifier.domain.js'
import type { IdentifierReader } from './identifier-reader.js'
import { applyIdentity, decideIdentity } from './identity.domain.js'
import { gatherIdentity, type GatheredIdentity } from './identity-gather.repository.js'
import { layerOver } from './identity-state.domain.js'
import { writeIdentity, type RecordedChange } from './identity-write.repository.js'
import { hasOwnFact, ownFact } from './own-facts.js'
import { timelineWrites } from './timeline.repository.js'

type State = Readonly<{ identity: GatheredIdentity; entries: Set<string> }>
type Change = Readonly<{ identity: GatheredIdentity; recorded: readonly RecordedChange[] }>

/**
 * The last step of every batch: finds or founds the customer of each fact, joins what WeChat proved, stores the
 * evidence, adds timeline entries and counters. Never refuses an event.
 */
export function customersStep({ db, reader }: { db: Db; reader: IdentifierReader }) {
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
      const [identity, entries] = await Promise.all([
        gatherIdentity(
          db,
          facts.flatMap((row) => row.facts),
        ),
        timeline.existing(facts.flatMap((row) => foreignEntryIds(row.event, row.facts))),
      ])
      return { identity, entries }
    },

    decide(event, { identity, entries }, earlier) {
      const recorded: RecordedChange[] = []
      const draft = layerOver(identity.state)
      const told = new Set<string>()
      for (const [index, fact] of factsFor(event, earlier).entries()) {
        const fresh = withoutRepeated(fact, (id) => entries.has(id) || told.has(id))
        const change = decideIdentity(fresh, draft)
        if (change !== null) {
          // The next fact of the same event must see it.
          applyIdentity(draft, change)
          fresh.timeline?.forEach(({ entryId }) => told.add(entryId))
          const eventKey = index === 0 ? event.key : `${event.key}#${index}`
          recorded.push({ ...change, eventId: event.key, eventKey })
        }
      }
      return recorded.length === 0
        ? { kind: 'ok', change: null }
        : { kind: 'ok', change: { identity, recorded }, outbox: recorded.flatMap(mergesOf) }
    },

    apply(state, { recorded }) {
      for (const change of recorded) {
        applyIdentity(state.identity.state, change)
        change.fact.timeline?.forEach(({ entryId }) => state.entries.add(entryId))
      }
      return state
    },

    async write(changes, tx: Tx) {
      const [first] = changes
      if (first === undefined) {
        return
      }
      const recorded = changes.flatMap((change) => change.recorded)
      await timeline.add(recorded.flatMap(entriesOf), tx)
      await writeIdentity(db, { gathered: first.identity, changes: recorded }, tx)
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

function entriesOf({ fact, carrier }: RecordedChange) {
  return (fact.timeline ?? []).map((entry) => ({ entry, identifierKey: carrier.key }))
}

function mergesOf({ moves, fact }: RecordedChange) {
  const identifierKeys: IdentifierKey[] = fact.seen.map(({ key }) => key)
  return moves.filter(({ kind }) => kind === 'merge').map(() => CustomerMerged({ identifierKeys }))
}
