import type { Result } from '../../platform/errors/index.js'
import type { Tx } from '../../platform/mongo/index.js'
import type { NewInboundEvent } from '../../platform/pipeline/index.js'
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
  /** Living contacts of a staff member, or with a tag; at most `limit`, those added last first. */
  contactsOf(
    asked: Readonly<{ userid: string } | { tag: string }>,
    limit: number,
  ): Promise<readonly IdentifierKey[]>
}>

/** WeChat's log-in of the mini-program; the integration fits by shape. */
export type MiniPlatform = Readonly<{
  sessionOfCode(
    code: string,
  ): Promise<
    Result<Readonly<{ openid: string; unionid?: string }>, 'login-code-invalid' | 'login-blocked'>
  >
  /** `phone`: without the country code. */
  phoneOfCode(code: string): Promise<Result<Readonly<{ phone: string }>, 'phone-code-invalid'>>
}>

/** Stores an event durably before anybody is answered. */
export type EventIntake = Readonly<{ insert(event: NewInboundEvent): Promise<unknown> }>

/** The audit trail of `operators`. */
export type AuditTrail = Readonly<{
  record(
    entry: {
      actor: Readonly<{ operatorId: string; name: string }>
      action: string
      subject: Readonly<{ type: string; id: string }>
      before?: unknown
      after?: unknown
      reason?: string
    },
    options?: Readonly<{ tx?: Tx }>,
  ): Promise<void>
}>

/** Which ids were erased at the person's wish; kept by the privacy module. */
export type ErasedReader = Readonly<{
  isErased(customerId: string): Promise<boolean>
  /** Is anybody by one of these names (a customer's id, its identifiers) being erased at this moment? */
  isBeingErased(subjects: readonly string[]): Promise<boolean>
}>

export type BrandReader = Readonly<{ brand(): Promise<{ name: string }> }>
