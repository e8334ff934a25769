import type { ContactKey } from '../contacts/relation.domain.js'

/** Customer groups and who is in them, as the platform shows it; ended memberships stay with their end. Pure. */

export type CustomerGroup = Readonly<{
  chatId: string
  name: string
  ownerUserid: string
  memberCount: number
  customerCount: number
  createdAt: Date
  readAt: Date
  /** WeCom knows it no more. */
  dismissedAt?: Date
}>

export type GroupMember = Readonly<{
  /** `chatId:memberId` */
  membershipId: string
  chatId: string
  memberId: string
  kind: 'staff' | 'customer'
  /** Customers only. */
  identifierKey?: ContactKey
  hasUnionid: boolean
  joinedAt: Date
  leftAt?: Date
}>

export type ShownMember = Readonly<{
  memberId: string
  kind: 'staff' | 'customer'
  unionid?: string | undefined
  joinedAt: Date
}>

export const membershipIdOf = (chatId: string, memberId: string): string => `${chatId}:${memberId}`

type Read = Readonly<{
  chatId: string
  shown: readonly ShownMember[]
  at: Date
  keyOf: (memberId: string) => ContactKey | undefined
}>

/** What a reading changes: memberships that began, went on otherwise or ended, and whose unionid is seen for the first time. */
export function decideMembers(stored: readonly GroupMember[], { chatId, shown, at, keyOf }: Read) {
  const known = new Map(stored.map((member) => [member.memberId, member]))
  // A member that the platform lists twice is one member.
  const listed = new Map(shown.map((member) => [member.memberId, member]))
  const proved: ShownMember[] = []
  const changed: GroupMember[] = []
  for (const member of listed.values()) {
    const before = known.get(member.memberId)
    const after = memberOf(chatId, member, { before, identifierKey: keyOf(member.memberId) })
    if (after.identifierKey !== undefined && after.hasUnionid && before?.hasUnionid !== true) {
      proved.push(member)
    }
    if (before === undefined || contentOf(before) !== contentOf(after)) {
      changed.push(after)
    }
  }
  for (const member of stored) {
    if (member.leftAt === undefined && !listed.has(member.memberId)) {
      changed.push({ ...member, leftAt: at })
    }
  }
  return { changed, proved }
}

type Known = Readonly<{ before: GroupMember | undefined; identifierKey: ContactKey | undefined }>

function memberOf(
  chatId: string,
  shown: ShownMember,
  { before, identifierKey }: Known,
): GroupMember {
  const { memberId, kind, unionid, joinedAt } = shown
  return {
    membershipId: membershipIdOf(chatId, memberId),
    chatId,
    memberId,
    kind,
    ...(kind === 'customer' && identifierKey !== undefined ? { identifierKey } : {}),
    hasUnionid: unionid !== undefined || before?.hasUnionid === true,
    joinedAt,
  }
}

const contentOf = ({ kind, hasUnionid, joinedAt, leftAt, identifierKey }: GroupMember): string =>
  JSON.stringify([kind, hasUnionid, joinedAt, leftAt ?? null, identifierKey ?? null])
