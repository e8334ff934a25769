import type { InboundEvent } from '../../../platform/pipeline/index.js'
import type { NewTimelineEntry, SeenIdentifier } from '../../customers/index.js'
import type { PlatformFace, PlatformRelation } from '../wecom.ports.js'
import { WELCOME_CODE_MS } from '../welcome/welcome.domain.js'
import { WelcomeDue } from '../welcome/welcome.events.js'
import { ownContactEvent, REREAD, type ContactEvent } from './contact-events.js'
import { failedTransferStory, storyOf, storyType } from './contact-story.domain.js'
import type { ContactState } from './contacts.gather.js'
import type { RelationDecision } from './relation-changes.domain.js'

/** A contact event with what was read for it. */
export type Found = Readonly<{
  event: InboundEvent
  contact: ContactEvent
  carrier: SeenIdentifier
  read: Readonly<{
    face: PlatformFace | null
    /** With the staff member of the event. */
    relation: PlatformRelation | null
    readAt: Date
  }>
}>

/** The timeline entry of an event; null when it tells nothing. One per event, so a re-read never repeats one. */
export function entryOf(
  { event, contact }: Found,
  { told, relation }: RelationDecision,
  state: ContactState,
): NewTimelineEntry | null {
  const staffName = state.staffName(contact.userid).name
  const { key: entryId, source } = event
  const head = { entryId, eventId: entryId, source, group: 'wecom' } as const
  const data = { userid: contact.userid, staffName }
  if (told !== null) {
    const code = [...state.codes.values()].find(
      (one) => one.channelCodeId === relation?.channelCodeId,
    )
    const isBegun = told === 'began' || told === 'began-again'
    const named =
      isBegun && code !== undefined
        ? { channelCodeId: code.channelCodeId, channelCodeName: code.name }
        : {}
    const summary = storyOf(told, { staffName, ...named, byTransfer: contact.byTransfer })
    const at = isBegun ? (relation?.since ?? event.occurredAt) : event.occurredAt
    return { ...head, at, type: storyType(told), summary, data: { ...data, ...named } }
  }
  if (event.type === 'contact.transfer-failed') {
    const summary = failedTransferStory(staffName, contact.reason)
    return { ...head, at: event.occurredAt, type: event.type, summary, data }
  }
  return null
}

/** A greeting is due, whatever the reading said. */
export function welcomeOf(
  { event, contact, carrier, read }: Found,
  welcomeCode: string,
  state: ContactState,
) {
  const { userid, externalUserid } = contact
  const { occurredAt, receivedAt } = event
  const token = read.relation?.state ?? contact.state
  return WelcomeDue({
    welcomeCode,
    userid,
    externalUserid,
    identifierKey: carrier.key,
    happenedAt: occurredAt,
    receivedAt: new Date(receivedAt.getTime() + state.businessOffsetMs),
    expiresAt: new Date(occurredAt.getTime() + WELCOME_CODE_MS),
    channelCodeId: token === undefined ? undefined : state.codes.get(token)?.channelCodeId,
    customerName: read.face?.name ?? '',
    staffName: state.staffName(userid).name,
  })
}

/**
 * The second reading of a contact that was worked at once, when the second of its event is surely over. Left behind in
 * the same transaction.
 */
export function rereadOf(
  { event, contact }: Found,
  { now, settleMs }: Readonly<{ now: Date; settleMs: number }>,
) {
  const { key, occurredAt, partitionKey } = event
  const dueMs = occurredAt.getTime() + settleMs - now.getTime()
  const { userid, externalUserid } = contact
  return ownContactEvent({
    key: `${key}:reread`,
    type: REREAD,
    carrier: { userid, externalUserid },
    partitionKey,
    occurredAt,
    delayMs: Math.max(0, Math.min(settleMs, dueMs)),
  })
}
