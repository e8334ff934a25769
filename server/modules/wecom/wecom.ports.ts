import type { Tx } from '../../platform/mongo/index.js'
import type { NewInboundEvent } from '../../platform/pipeline/index.js'
import type { Deed, FactScope, IdentifierKey } from '../customers/index.js'

/** What the module needs of WeCom and of its neighbours; the composition root gives it. The integration fits by shape. */

export type PlatformTag = Readonly<{
  /** Personal tags have none. */
  tagId?: string | undefined
  name?: string | undefined
  groupName?: string | undefined
  kind: 'corp' | 'personal' | 'strategy'
}>

export type PlatformRelation = Readonly<{
  userid: string
  remark: string
  description: string
  addedAt: Date
  addWay: string
  state?: string | undefined
  tags: readonly PlatformTag[]
  remarkPhones: readonly string[]
}>

export type PlatformFace = Readonly<{
  externalUserid: string
  name: string
  avatarUrl?: string | undefined
  /** `wecom`: a user of another company's WeCom, who never has a unionid. */
  kind: 'wechat' | 'wecom'
  gender: 'unknown' | 'male' | 'female'
  unionid?: string | undefined
}>

export type PlatformContact = PlatformFace & Readonly<{ relations: readonly PlatformRelation[] }>
export type PulledContact = PlatformFace & Readonly<{ relation: PlatformRelation }>

/** Reads of contacts. Calls throw `CallFailed`. */
export type ContactPlatform = Readonly<{
  /** Null when they are nobody's contact (any more). */
  getContact(externalUserid: string): Promise<PlatformContact | null>
  listFollowStaff(): Promise<readonly string[]>
  listContactIds(userid: string): Promise<readonly string[]>
  batchContacts(page: {
    userids: readonly string[]
    cursor?: string | null
    limit?: number
  }): Promise<{ contacts: readonly PulledContact[]; nextCursor: string | null }>
  listTags(): Promise<
    readonly Readonly<{
      name: string
      tags: readonly Readonly<{ tagId: string; name: string }>[]
    }>[]
  >
}>

export type WelcomePlatform = Readonly<{
  /** Throws `wecom-welcome-in-progress` while another app is at it; `wecom-outcome-unknown` without an answer. */
  sendWelcome(welcome: {
    code: string
    text: string
  }): Promise<'sent' | 'sent-or-chatting' | 'code-invalid'>
}>

export type ChannelCodePlatform = Readonly<{
  createChannelCode(draft: {
    state: string
    userids: readonly string[]
    remark: string
    skipVerify: boolean
  }): Promise<{ configId: string; qrCodeUrl: string }>
  getChannelCode(configId: string): Promise<{ state: string; qrCodeUrl: string }>
  listChannelCodes(page: {
    from: Date
    to: Date
    cursor?: string | null
  }): Promise<{ configIds: readonly string[]; nextCursor: string | null }>
}>

export type PlatformStaff = Readonly<{
  userid: string
  name: string
  departmentIds: readonly string[]
  mainDepartmentId?: string | undefined
  position?: string | undefined
  status: 'active' | 'disabled' | 'not-activated' | 'left' | 'unknown'
}>

export type StaffPlatform = Readonly<{
  listStaff(): Promise<readonly PlatformStaff[]>
  getStaff(userid: string): Promise<PlatformStaff | null>
  listDepartments(): Promise<
    readonly Readonly<{ departmentId: string; name: string; parentId: string | null }>[]
  >
}>

export type PlatformGroup = Readonly<{
  chatId: string
  name: string
  ownerUserid: string
  createdAt: Date
  members: readonly Readonly<{
    memberId: string
    kind: 'staff' | 'customer'
    unionid?: string | undefined
    joinedAt: Date
  }>[]
}>

/** Customer groups. */
export type GroupPlatform = Readonly<{
  listGroups(
    cursor: string | null,
  ): Promise<{ chatIds: readonly string[]; nextCursor: string | null }>
  /** Null when there is no such group (any more). */
  getGroup(chatId: string): Promise<PlatformGroup | null>
}>

/** Optional: a self-built app may not have the right. */
export type ConversionPlatform = Readonly<{
  externalUseridOf(
    user: Readonly<{ unionid: string; openid: string }>,
  ): Promise<Readonly<{ externalUserid: string | null }> | 'not-permitted'>
}>

export type WecomPlatform = ConversionPlatform &
  GroupPlatform &
  ContactPlatform &
  WelcomePlatform &
  ChannelCodePlatform &
  StaffPlatform

/** Stores an event durably: what reconciling finds takes the way of a callback. */
export type EventInbox = Readonly<{
  insert(event: NewInboundEvent): Promise<'stored' | 'duplicate'>
}>

/** The customers' door: adds a fact about somebody who is known already. */
export type TimelineRecorder = Readonly<{
  recordDeeds(deeds: readonly Deed[], options: { tx: Tx }): Promise<void>
}>

/** The stores' door: a store stands for a department of WeCom. */
export type StoresOfDepartments = Readonly<{
  ofDepartments(
    departmentIds: readonly string[],
  ): Promise<ReadonlyMap<string, Readonly<{ storeCode: string; name: string }>>>
}>

/** Sends text messages; `validMs`: how long the code is good. Throws `sms-unavailable`. */
export type SmsSender = Readonly<{
  sendCode(message: Readonly<{ phone: string; code: string; validMs: number }>): Promise<void>
}>

/** The privacy module's list: did any of these ask not to be contacted when it was erased? */
export type ContactBlocks = Readonly<{
  isBlocked(keys: readonly IdentifierKey[]): Promise<boolean>
}>

export type JobRequests = Readonly<{ request(name: string): Promise<boolean> }>

export type RecentOrder = Readonly<{
  orderId: string
  orderNo: string
  source: string
  status: string
  totalFen: number
  createdAt: Date
  paidAt: Date | null
  storeName: string | null
  items: readonly Readonly<{ name: string; qty: number }>[]
}>

/** Orders live above this module; newest first, at most `limit`. */
export type OrdersOfCustomer = Readonly<{
  recentOf(facts: FactScope, limit: number): Promise<readonly RecentOrder[]>
}>
