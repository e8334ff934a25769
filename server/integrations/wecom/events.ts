import { momentOf, textOf, type Message } from '../../platform/callbacks/index.js'
import { contactEvent } from './contact-events.js'
import { chatEvent, staffEvent, tagEvent } from './directory-events.js'

/** What an event is about; routing and order go by it. */
export type WecomCarrier = Readonly<{
  externalUserid?: string
  userid?: string
  chatId?: string
  tagId?: string
  departmentId?: string
}>

type Shared = Readonly<{
  /** To the second, as WeCom tells it. */
  occurredAt: Date
  /** `fast`: carries a welcome code, which lives 20 seconds. */
  lane: 'fast' | 'normal'
  carrier: WecomCarrier
}>

type Added = Readonly<{
  /** Of the channel code or acquisition link that the customer came by. */
  state?: string
  /** For one welcome message within 20 seconds; absent when WeCom sends one itself or has used it up. */
  welcomeCode?: string
}>

/** An event in our words; `data` holds what a new reading of the platform could not tell any more. */
export type WecomEventBody =
  | Readonly<{ type: 'contact.added' | 'contact.half-added'; data: Added }>
  | Readonly<{ type: 'contact.edited' | 'contact.archive-agreed'; data: object }>
  | Readonly<{ type: 'contact.removed-by-customer'; data: object }>
  | Readonly<{ type: 'contact.removed-by-staff'; data: Readonly<{ byTransfer: boolean }> }>
  | Readonly<{ type: 'contact.transfer-failed'; data: Readonly<{ reason: TransferFailure }> }>
  | Readonly<{ type: 'tag.changed'; data: TagChange }>
  | Readonly<{ type: 'customer-group.changed'; data: CustomerGroupChange }>
  | Readonly<{ type: 'staff.changed'; data: StaffChange }>
  | Readonly<{ type: 'wecom.other'; data: Readonly<{ name: string }> }>

export type WecomEvent = Shared & WecomEventBody

export type TransferFailure = 'customer-refused' | 'customer-limit-exceeded' | 'other'

export type TagChange = Readonly<{
  change: 'created' | 'updated' | 'deleted' | 'reordered'
  /** A deleted group takes its tags with it, without an event for each. */
  target: 'tag' | 'group' | 'all'
}>

export type CustomerGroupChange = Readonly<{
  change: 'created' | 'updated' | 'dismissed'
  detail?:
    'member-joined' | 'member-left' | 'owner-changed' | 'renamed' | 'notice-changed' | 'other'
  /** Userids and external userids, mixed. */
  memberIds: readonly string[]
  memberCountChange?: number
  /** As sent; the documents and their own samples disagree about the numbers. */
  joinScene?: number
  quitScene?: number
  /** Apply the delta only to this version of the member list; else read the group anew. */
  lastVersion?: string
  currentVersion?: string
}>

export type StaffChange = Readonly<{
  change: 'created' | 'updated' | 'deleted'
  target: 'staff' | 'department'
  /** Present when the userid itself was changed. */
  newUserid?: string
}>

export type Translated = Readonly<{ carrier: WecomCarrier }> & WecomEventBody

/**
 * Pure. Never throws: what is not known, or lacks what it needs, becomes `wecom.other`, to be stored and counted.
 * `sentAt` stands in for a missing time. Source: WeCom documents 92130, 90970.
 */
export function translateWecomEvent(message: Message, sentAt = new Date(0)): WecomEvent {
  const translated = translate(message) ?? other(message)
  const toldAt = momentOf(message, 'CreateTime') ?? momentOf(message, 'TimeStamp')
  const occurredAt = toldAt ?? sentAt
  const lane = carriesWelcomeCode(translated) ? ('fast' as const) : ('normal' as const)
  return { ...translated, occurredAt, lane }
}

function translate(message: Message): Translated | null {
  // Pushes to third-party suites have InfoType in place of Event: another envelope, not ours.
  if (textOf(message, 'InfoType') !== undefined) {
    return null
  }
  const changeType = textOf(message, 'ChangeType') ?? ''
  switch (textOf(message, 'Event')) {
    case 'change_external_contact':
      return contactEvent(changeType, message)
    case 'change_external_chat':
      return chatEvent(changeType, message)
    case 'change_external_tag':
      return tagEvent(changeType, message)
    case 'change_contact':
      return staffEvent(changeType, message)
    default:
      return null
  }
}

function other(message: Message): Translated {
  const names = ['InfoType', 'Event', 'ChangeType', 'MsgType'].map((name) => textOf(message, name))
  const name = names.filter((part) => part !== undefined && part !== 'event').join('.')
  const userid = textOf(message, 'UserID')
  const externalUserid = textOf(message, 'ExternalUserID')
  const carrier = {
    ...(userid === undefined ? {} : { userid }),
    ...(externalUserid === undefined ? {} : { externalUserid }),
  }
  return { type: 'wecom.other', carrier, data: { name: name === '' ? 'unknown' : name } }
}

function carriesWelcomeCode(event: WecomEventBody): boolean {
  return (
    (event.type === 'contact.added' || event.type === 'contact.half-added') &&
    event.data.welcomeCode !== undefined
  )
}
