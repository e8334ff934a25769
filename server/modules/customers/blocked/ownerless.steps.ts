import { businessDay } from '../../../platform/days/index.js'
import { defineStep, type AnyStep, type InboundEvent } from '../../../platform/pipeline/index.js'
import { FactAttached } from '../customers.events.js'
import type { CustomerFact } from '../facts.domain.js'
import { carrierOf } from '../identifier.domain.js'
import type { IdentifierReader } from '../identifier-reader.js'
import { hasOwnFact, ownFact } from '../own-facts.js'
import { listKeyOf } from './blocked.domain.js'
import type { OwnerlessFactDocument } from './blocked.model.js'
import type { Hit, Ownerless } from './ownerless.repository.js'
import { FACT_UNBLOCKED, FactUnblocked, keptFactOf } from './unblocked-fact.js'

type Change = Readonly<{
  rows: readonly OwnerlessFactDocument[]
  hits: readonly Hit[]
  /** Kept before, and with an owner from now on. */
  released: readonly string[]
}>

const KEEP_MS = 365 * 24 * 60 * 60_000

/**
 * Facts with no or only blocked identifiers: accepted, counted for store and day, and kept until their value is taken off the
 * list (identity.md 1). Stands before the customers' step, which does nothing with them. Counts the hits of all events.
 */
export function ownerlessStep(deps: {
  rows: Pick<Ownerless, 'count' | 'keep' | 'release'>
  reader: IdentifierReader
}): AnyStep<CustomerFact> {
  const { rows, reader } = deps
  const factsOf = (event: InboundEvent, earlier: readonly CustomerFact[]): CustomerFact[] => {
    const own = hasOwnFact(event) ? ownFact(event, reader) : null
    return own === null ? [...earlier] : [...earlier, own]
  }

  return defineStep<object, Change, CustomerFact>({
    name: 'customers.ownerless',
    handles: (event, earlier) =>
      event.type === FACT_UNBLOCKED || factsOf(event, earlier).some(isOfInterest),
    gather: () => Promise.resolve({}),

    decide(event, _state, earlier) {
      const facts = factsOf(event, earlier)
      if (event.type === FACT_UNBLOCKED) {
        return unblocked(event, facts)
      }
      const hits = facts.flatMap(({ blocked = [], at }) =>
        blocked.map(({ hitKey }) => ({ key: hitKey, at })),
      )
      const kept = facts.flatMap((fact, index) =>
        fact.seen.length > 0
          ? []
          : [rowOf(fact, event, `${event.key}${index === 0 ? '' : `#${index}`}`)],
      )
      return { kind: 'ok', change: { rows: kept, hits, released: [] } }
    },

    apply: (state) => state,

    async write(changes, tx) {
      await rows.keep(
        changes.flatMap((change) => change.rows),
        tx,
      )
      await rows.release(
        changes.flatMap((change) => change.released),
        tx,
      )
      // last: others count the same value
      await rows.count(
        changes.flatMap((change) => change.hits),
        tx,
      )
    },
  })
}

const isOfInterest = ({ seen, blocked = [] }: CustomerFact): boolean =>
  seen.length === 0 || blocked.length > 0

/** Whoever keeps what the fact is about learns its owner. One that was listed again goes on waiting. */
function unblocked(event: InboundEvent, [fact]: readonly CustomerFact[]) {
  const carrier = fact === undefined ? null : carrierOf(fact.seen)
  if (carrier === null) {
    return { kind: 'ok', change: null } as const
  }
  const { factId } = FactUnblocked.parse(event.data)
  const about = fact?.about
  const outbox = about === undefined ? [] : [FactAttached({ identifierKey: carrier.key, about })]
  return { kind: 'ok', change: { rows: [], hits: [], released: [factId] }, outbox } as const
}

function rowOf(fact: CustomerFact, event: InboundEvent, _id: string): OwnerlessFactDocument {
  const { at, source, storeCode = '' } = fact
  const row = { _id, day: businessDay(at), storeCode, source }
  const kept = keptFactOf(fact)
  return kept === null
    ? { ...row, expiresAt: new Date(event.receivedAt.getTime() + KEEP_MS) }
    : { ...row, blockKeys: kept.identifiers.map(listKeyOf), fact: kept }
}
