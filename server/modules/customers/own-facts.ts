import type { InboundEvent } from '../../platform/pipeline/index.js'
import { FACT_UNBLOCKED, unblockedFactOf } from './blocked/unblocked-fact.js'
import { OpenEvent } from './identifiers.contract.js'
import type { CustomerFact } from './facts.domain.js'
import type { IdentifierReader } from './identifier-reader.js'
import { isMiniEvent, MiniEvent } from './mini-events.js'
import { isCustomerEvent, timelineOfOpenEvent } from './open-events.domain.js'

export const hasOwnFact = ({ type }: InboundEvent): boolean =>
  isCustomerEvent(type) || isMiniEvent(type) || type === FACT_UNBLOCKED

/** Read once, so that all steps of a batch see the same though the list of blocked values changes meanwhile. */
const readings = new WeakMap<InboundEvent, CustomerFact | null>()

/** The fact of an event that no module above knows: views, shares, coupons, identification, log-in, phone. */
export function ownFact(event: InboundEvent, reader: IdentifierReader): CustomerFact | null {
  const known = readings.get(event)
  const fact = known === undefined ? readOwnFact(event, reader) : known
  readings.set(event, fact)
  return fact
}

function readOwnFact(event: InboundEvent, reader: IdentifierReader): CustomerFact | null {
  if (isCustomerEvent(event.type)) {
    return openFact(event, event.type, reader)
  }
  if (event.type === FACT_UNBLOCKED) {
    return unblockedFactOf(event, reader)
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
    ...reader.readAll(identifiers, { source, isTrusted }),
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
    seen: [...openid, ...phone.seen],
    blocked: phone.blocked,
    timeline: [{ ...entry, summary: '授权了手机号' }],
  }
}
