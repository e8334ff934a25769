/** The relation of one staff member and one customer, and what a reading of the platform shows of it. Pure. */

export type RelationState = 'active' | 'ended-by-customer' | 'ended-by-staff'

/** The external_userid of the customer as an identifier key of the customers module. */
export type ContactKey = `external_userid:${string}:${string}`

export type RelationTag = Readonly<{
  /** Personal tags have none. */
  tagId?: string
  name: string
  group?: string
  kind: 'corp' | 'personal' | 'strategy'
}>

/** What one reading of the platform shows. */
export type ShownFields = Readonly<{
  contactName: string
  hasUnionid: boolean
  remark: string
  description: string
  addWay: string
  /** Token of the channel code they came by. */
  stateToken?: string
  channelCodeId?: string
  tags: readonly RelationTag[]
  /** Keys of the phones in the remark, never the numbers. */
  phoneKeys: readonly string[]
}>
export type Shown = ShownFields & Readonly<{ addedAt: Date }>

export type Relation = ShownFields &
  Readonly<{
    relationId: string
    userid: string
    externalUserid: string
    identifierKey: ContactKey
    state: RelationState
    since: Date
    endedAt?: Date
    /** The end was found by comparing; its event, should it still come, knows the true moment. */
    isEndFound?: boolean
    /** The newest add event: an end that is older than it is no end. */
    lastAddedAt?: Date
    /** When the platform was read for what stands here. */
    readAt: Date
    /** The event that began the present friendship. */
    createdByEventKey: string
    revision: number
  }>

export const relationIdOf = (userid: string, externalUserid: string): string =>
  `${userid}:${externalUserid}`

/** Comparing everything reads through an API that leaves out personal tags: those stay as they were. */
export function withPersonalTags(stored: Relation, shown: Shown) {
  const personal = stored.tags.filter((tag) => tag.kind === 'personal')
  return { ...shown, tags: [...shown.tags, ...personal] }
}

/** Is there anything new in what a comparison found? A relation that has ended is only compared with its end. */
export function isFinding(stored: Relation | null, shown: Shown): boolean {
  if (stored === null) {
    return true
  }
  if (stored.state !== 'active') {
    return shown.addedAt > (stored.endedAt ?? stored.since)
  }
  const fields = fieldsOf(withPersonalTags(stored, shown), stored)
  return shown.addedAt > stored.since || contentOf(stored) !== contentOf(fields)
}

/** A reading that does not name the code they came by takes nothing from what is known. */
export function fieldsOf(shown: ShownFields, stored?: ShownFields): ShownFields {
  return {
    contactName: shown.contactName,
    hasUnionid: shown.hasUnionid,
    remark: shown.remark,
    description: shown.description,
    addWay: shown.addWay,
    stateToken: shown.stateToken ?? stored?.stateToken,
    channelCodeId: shown.channelCodeId ?? stored?.channelCodeId,
    tags: shown.tags,
    phoneKeys: shown.phoneKeys,
  }
}

export function contentOf(fields: ShownFields): string {
  const tags = fields.tags.map(({ tagId, name, group }) => JSON.stringify([tagId, name, group]))
  return JSON.stringify([
    fields.contactName,
    fields.hasUnionid,
    fields.remark,
    fields.description,
    fields.addWay,
    fields.stateToken ?? null,
    fields.channelCodeId ?? null,
    tags.sort(),
    [...fields.phoneKeys].sort(),
  ])
}
