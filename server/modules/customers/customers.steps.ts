import type { Db } from '../../platform/mongo/index.js'
import { defineStep, type InboundEvent } from '../../platform/pipeline/index.js'
import { OpenEvent } from './customers.contract.js'
import type { CustomerFact } from './facts.js'
import { applyIdentity, decideIdentity } from './identity.domain.js'
import { gatherIdentity, type GatheredIdentity } from './identity.gather.js'
import { writeIdentity, type RecordedChange } from './identity.write.js'
import type { IdentifierReader } from './identifier-reader.js'
import { isMiniEvent, MiniEvent } from './mini-events.js'
import { isCustomerEvent, timelineOfOpenEvent } from './open-events.domain.js'
import { CustomerMerged } from './customers.events.js'
import { timelineCollection, type TimelineDocument } from './timeline.model.js'

type State = Readonly<{ identity: GatheredIdentity; own: ReadonlyMap<string, CustomerFact> }>
type Change = Readonly<{
  identity: GatheredIdentity
  recorded: readonly RecordedChange[]
  timeline: readonly TimelineDocument[]
}>

/**
 * The last step of every batch: finds or founds the customer of each fact, joins what WeChat proved, stores the
 * evidence, adds timeline entries and counters. Never refuses an event.
 */
export function customersStep({ db, reader }: { db: Db; reader: IdentifierReader }) {
  return defineStep<State, Change, CustomerFact>({
    name: 'customers',
    handles: (event, facts) =>
      facts.length > 0 || isCustomerEvent(event.type) || isMiniEvent(event.type),

    async gather({ events, factsOf }) {
      const own = new Map(
        events.flatMap((event) => {
          const fact = ownFact(event, reader)
          return fact === null ? [] : [[event.key, fact] as const]
        }),
      )
      const facts = [...events.flatMap((event) => factsOf(event)), ...own.values()]
      return { identity: await gatherIdentity(db, facts), own }
    },

    decide(event, { identity, own }, earlier) {
      const mine = own.get(event.key)
      const facts = mine === undefined ? earlier : [...earlier, mine]
      const recorded: RecordedChange[] = []
      for (const [index, fact] of facts.entries()) {
        const change = decideIdentity(fact, identity)
        if (change !== null) {
          const eventKey = index === 0 ? event.key : `${event.key}#${index}`
          recorded.push({ ...change, eventId: event.key, eventKey })
          // Applied here and not in `apply`: the next fact of the same event must see it.
          applyIdentity(identity, change)
        }
      }
      if (recorded.length === 0) {
        return { kind: 'ok', change: null }
      }
      const timeline = recorded.flatMap(entriesOf)
      const outbox = recorded.flatMap(({ merged, fact }) =>
        merged.map(() => CustomerMerged({ identifierKeys: fact.seen.map(({ key }) => key) })),
      )
      return { kind: 'ok', change: { identity, recorded, timeline }, outbox }
    },

    apply: (state) => state,

    async write(changes, tx) {
      const [first] = changes
      if (first === undefined) {
        return
      }
      const timeline = changes.flatMap((change) => change.timeline)
      if (timeline.length > 0) {
        await timelineCollection(db).insertMany(timeline, { session: tx })
      }
      await writeIdentity(
        db,
        first.identity,
        changes.flatMap((change) => change.recorded),
        tx,
      )
    },
  })
}

function entriesOf({ fact, carrier }: RecordedChange): TimelineDocument[] {
  return (fact.timeline ?? []).map(({ entryId, ...entry }) => ({
    ...entry,
    _id: entryId,
    identifierKey: carrier.key,
    data: { ...entry.data },
  }))
}

/** The fact of an event that no module above knows: views, shares, coupons, identification, log-in, phone. */
function ownFact(event: InboundEvent, reader: IdentifierReader): CustomerFact | null {
  if (isCustomerEvent(event.type)) {
    return openFact(event, event.type, reader)
  }
  return isMiniEvent(event.type) ? miniFact(event, reader) : null
}

function openFact(
  event: InboundEvent,
  type: Parameters<typeof timelineOfOpenEvent>[0]['type'],
  reader: IdentifierReader,
): CustomerFact {
  const { id, source, isTrusted, identifiers, data } = OpenEvent.parse(event.data)
  const { key, occurredAt } = event
  return {
    seen: reader.read(identifiers, { source, isTrusted }),
    kind: 'open-event',
    isTrusted,
    at: occurredAt,
    source,
    timeline: [timelineOfOpenEvent({ key, id, type, source, occurredAt, data })],
  }
}

function miniFact(event: InboundEvent, reader: IdentifierReader): CustomerFact {
  const data = MiniEvent.parse(event.data)
  const base = { isTrusted: true, at: event.occurredAt, source: event.source } as const
  const openid = reader.openid(data.openid, data.appid)
  const entry = {
    entryId: event.key,
    eventId: event.key,
    at: event.occurredAt,
    type: data.type,
    source: event.source,
    group: 'mini',
    data: {},
  } as const
  if (data.type === 'customer.logged-in') {
    const seen = [...openid, ...reader.unionid(data.unionid, data.unionidScope)]
    return { ...base, kind: 'mini-login', seen, timeline: [{ ...entry, summary: '登录了小程序' }] }
  }
  const phone = reader.provedPhone(data.phone)
  return {
    ...base,
    kind: 'phone-authorised',
    seen: phone === null ? openid : [...openid, phone],
    timeline: [{ ...entry, summary: '授权了手机号' }],
  }
}
