import type { Id } from '../../platform/ids/index.js'
import type { IdentifierKey } from './identifier.domain.js'

/** What the customers' answers need from modules above; given in the composition root. */

export type RelationView = Readonly<{
  userid: string
  staffName: string
  storeName: string | null
  since: Date
  endedAt: Date | null
  state: 'active' | 'ended-by-customer' | 'ended-by-staff'
  channelCodeName: string | null
  remark: string | null
  identifierKey: IdentifierKey
}>

export type TagOfCustomer = Readonly<{
  name: string
  group: string | null
  identifierKey: IdentifierKey
}>

/** Contact relations and their tags, kept by the wecom module. */
export type RelationReader = Readonly<{
  relationsOf(keys: readonly IdentifierKey[]): Promise<readonly RelationView[]>
  tagsOf(keys: readonly IdentifierKey[]): Promise<readonly TagOfCustomer[]>
}>

/** WeChat's log-in of the mini-program; the integration fits by shape. */
export type MiniPlatform = Readonly<{
  /** Null for a code that is used up or too old. */
  sessionOfCode(code: string): Promise<{ openid: string; unionid?: string } | null>
  phoneOfCode(code: string): Promise<{ phone: string } | null>
}>

/** Stores an event durably before anybody is answered. */
export type EventIntake = Readonly<{
  insert(event: {
    key: string
    source: string
    type: string
    partitionKey: string
    occurredAt: Date
    payload: string
  }): Promise<unknown>
}>

export type AuditTrail = Readonly<{
  append(entry: {
    operatorId: Id<'opr'>
    action: string
    subject: string
    before?: unknown
    after?: unknown
  }): Promise<unknown>
}>
