import { verdict, type InboundEvent, type Verdict } from '../../../platform/pipeline/index.js'
import type { CustomerFact } from '../../customers/index.js'
import type { PlatformFace } from '../wecom.ports.js'
import { entryOf, rereadOf, welcomeOf, type Found } from './contact-consequences.js'
import type { ContactEvent } from './contact-events.js'
import { factOf, remarkFactsOf, shownOf, type Reader } from './contact-facts.js'
import type { ContactState } from './contacts.gather.js'
import type { NewLateUnionid } from './late-unionids.repository.js'
import { decideRelation, type RelationDecision } from './relation-changes.domain.js'
import { relationIdOf, type ContactKey, type Relation } from './relation.domain.js'

/** `before` as the batch left it; `after` null: the relation stays. */
export type ContactChange = Readonly<{
  before: Relation | null
  after: Relation | null
  late: NewLateUnionid | null
}>

type Context = Readonly<{
  state: ContactState
  reader: Reader
  unionidScope: string
  settleMs: number
}>
type Answer = Verdict<ContactChange, CustomerFact>

/** Everything that one contact event leads to. Pure on what was gathered. */
export function contactVerdict(
  event: InboundEvent,
  contact: ContactEvent,
  context: Context,
): Answer {
  const { state, reader } = context
  const [carrier] = reader.externalUserid(contact.externalUserid)
  if (carrier === undefined) {
    return verdict.ignored
  }
  const read = readingOf(contact, state)
  if (read === null) {
    return verdict.dead('contact-not-read')
  }
  if ('code' in read) {
    return read.retriable ? verdict.retry(read.code, read.afterMs) : verdict.dead(read.code)
  }
  return accepted({ event, contact, carrier, read }, context)
}

/** A contact that cannot be read now holds up everything but its welcome. */
function readingOf(contact: ContactEvent, { readings, readAt }: ContactState) {
  const { pulled, pulledAt, userid, externalUserid, welcomeCode } = contact
  if (pulled !== undefined && pulledAt !== undefined) {
    return { face: pulled, relation: pulled?.relation ?? null, readAt: pulledAt }
  }
  const reading = readings.get(externalUserid)
  if (reading?.kind === 'read') {
    const relation = reading.contact?.relations.find((one) => one.userid === userid) ?? null
    return { face: reading.contact, relation, readAt }
  }
  const unread = { face: null, relation: null, readAt }
  return welcomeCode === undefined ? (reading ?? null) : unread
}

function accepted(found: Found, context: Context): Answer {
  const { event, contact, carrier, read } = found
  const { state } = context
  const before = state.relations.get(relationIdOf(contact.userid, contact.externalUserid)) ?? null
  const decision = decideRelation(before, reportOf(found, context))
  const after = decision.relation
  const isNew = decision.told === 'began' || decision.told === 'began-again'
  const late = isNew && isUnionidLate(read.face) ? lateOf(found) : null
  // What reconciling finds happened when WeCom says so, however late we learn of it.
  const at = isNew && contact.pulled ? (after?.since ?? event.occurredAt) : event.occurredAt
  const fact = isWorthAFact(found, before, decision)
    ? [
        factOf(
          { event, carrier, at, face: read.face, entry: entryOf(found, decision, state) },
          context,
        ),
      ]
    : []
  const noted =
    after === null || read.relation === null
      ? []
      : remarkFactsOf(
          { event, carrier, relation: read.relation, knownKeys: before?.phoneKeys ?? [] },
          context,
        )
  return {
    kind: 'ok',
    change: after === null && late === null ? null : { before, after, late },
    facts: [...fact, ...noted],
    ...(contact.welcomeCode === undefined
      ? {}
      : {
          outbox: [welcomeOf(found, contact.welcomeCode, state)],
          followUps: [rereadOf(found, { now: state.now, settleMs: context.settleMs })],
        }),
  }
}

function reportOf({ event, contact, carrier, read }: Found, { state, reader }: Context) {
  const { kind, userid, externalUserid } = contact
  const names = {
    reader,
    channelCodeIdOf: (token: string) => state.codes.get(token)?.channelCodeId,
  }
  const { face, relation, readAt } = read
  const shown =
    face === null || relation === null
      ? null
      : shownOf(face, relation, { stateOfEvent: contact.state, names })
  const identifierKey = carrier.key as ContactKey
  return {
    kind,
    key: event.key,
    userid,
    externalUserid,
    identifierKey,
    at: event.occurredAt,
    readAt,
    shown,
  }
}

/**
 * A callback always shows who was seen: that is how a late unionid arrives. What reconciling finds about a person who is
 * known as they are, a tag for example, says nothing new about them.
 */
function isWorthAFact({ contact }: Found, before: Relation | null, decision: RelationDecision) {
  if (contact.pulled === undefined || decision.told !== null) {
    return true
  }
  const after = decision.relation
  const isSame =
    after === null ||
    (before?.contactName === after.contactName && before.hasUnionid === after.hasUnionid)
  return !isSame
}

const isUnionidLate = (face: PlatformFace | null): boolean =>
  face?.kind === 'wechat' && face.unionid === undefined

const lateOf = ({ event, contact, carrier }: Found): NewLateUnionid => ({
  externalUserid: contact.externalUserid,
  userid: contact.userid,
  identifierKey: carrier.key,
  since: event.occurredAt,
})
