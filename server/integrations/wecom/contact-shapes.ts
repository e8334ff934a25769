import { z } from 'zod'

/** A customer as WeCom knows them, with each staff member they have added. */
export type Contact = ContactFace & Readonly<{ relations: readonly ContactRelation[] }>

export type ContactFace = Readonly<{
  externalUserid: string
  name: string
  avatarUrl?: string
  /** `wecom`: a user of another company's WeCom. */
  kind: 'wechat' | 'wecom'
  gender: 'unknown' | 'male' | 'female'
  /** Only when a developer account of the same subject is bound; may come later than the contact. */
  unionid?: string
  corpName?: string
  position?: string
}>

export type ContactRelation = Readonly<{
  userid: string
  remark: string
  description: string
  addedAt: Date
  addWay: AddWay
  /** Of the channel code they came by. */
  state?: string
  tags: readonly RelationTag[]
  remarkPhones: readonly string[]
  remarkCorpName?: string
}>

export type RelationTag = Readonly<{
  /** Personal tags have none. */
  tagId?: string
  name?: string
  groupName?: string
  kind: 'corp' | 'personal' | 'strategy'
}>

/** From the batch API: one relation per row, tags by id only, no personal tags. */
export type BatchedContact = ContactFace & Readonly<{ relation: ContactRelation }>

/** How they became a contact; WeCom document 92114, `add_way`. */
export type AddWay = (typeof ADD_WAYS)[number][1] | 'other'

const ADD_WAYS = [
  [0, 'unknown'],
  [1, 'qr-code'],
  [2, 'phone-search'],
  [3, 'card'],
  [4, 'customer-group'],
  [5, 'phone-contacts'],
  [6, 'wechat-contact'],
  [8, 'customer-service'],
  [9, 'email'],
  [10, 'channels'],
  [11, 'calendar'],
  [12, 'meeting'],
  [13, 'wechat-friend'],
  [14, 'hardware'],
  [15, 'on-site-service'],
  [16, 'acquisition-link'],
  [17, 'custom'],
  [18, 'demand-reply'],
  [201, 'shared'],
  [202, 'assigned'],
] as const

const addWays = new Map<number, AddWay>(ADD_WAYS)

/** WeCom leaves out what is empty, or sends it as empty text. */
export const optionalText = z
  .string()
  .nullish()
  .transform((text) => (text === null || text === '' ? undefined : text))

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '')

const ExternalContact = z.object({
  external_userid: z.string().min(1),
  name: text,
  avatar: optionalText,
  type: z.coerce.number().default(1),
  gender: z.coerce.number().default(0),
  unionid: optionalText,
  corp_name: optionalText,
  position: optionalText,
})

const Follow = z.object({
  userid: z.string().min(1),
  remark: text,
  description: text,
  createtime: z.coerce.number(),
  add_way: z.coerce.number().default(0),
  state: optionalText,
  remark_corp_name: optionalText,
  remark_mobiles: z
    .array(z.string())
    .nullish()
    .transform((phones) => (phones ?? []).filter((phone) => phone !== '')),
})

const FullTag = z.object({
  tag_id: optionalText,
  tag_name: optionalText,
  group_name: optionalText,
  type: z.coerce.number().default(1),
})

export const ContactAnswer = z.object({
  external_contact: ExternalContact,
  follow_user: z.array(Follow.extend({ tags: z.array(FullTag).nullish() })).nullish(),
  next_cursor: optionalText,
})

export const BatchAnswer = z.object({
  external_contact_list: z
    .array(
      z.object({
        external_contact: ExternalContact,
        follow_info: Follow.extend({ tag_id: z.array(z.string()).nullish() }),
      }),
    )
    .nullish(),
  next_cursor: optionalText,
  fail_info: z.object({ unlicensed_userid_list: z.array(z.string()).nullish() }).nullish(),
})

export function contactOf(pages: readonly z.output<typeof ContactAnswer>[]): Contact | null {
  const [first] = pages
  if (first === undefined) {
    return null
  }
  const follows = pages.flatMap((page) => page.follow_user ?? [])
  const relations = follows.map((follow) => relationOf(follow, (follow.tags ?? []).map(tagOf)))
  return { ...faceOf(first.external_contact), relations }
}

export function batchedContactsOf(answer: z.output<typeof BatchAnswer>): BatchedContact[] {
  return (answer.external_contact_list ?? []).map(({ external_contact, follow_info }) => {
    const tags = (follow_info.tag_id ?? []).map((tagId) => ({ tagId, kind: 'corp' as const }))
    return { ...faceOf(external_contact), relation: relationOf(follow_info, tags) }
  })
}

function faceOf(contact: z.output<typeof ExternalContact>): ContactFace {
  return {
    externalUserid: contact.external_userid,
    name: contact.name,
    avatarUrl: contact.avatar,
    kind: contact.type === 2 ? 'wecom' : 'wechat',
    gender: contact.gender === 1 ? 'male' : contact.gender === 2 ? 'female' : 'unknown',
    unionid: contact.unionid,
    corpName: contact.corp_name,
    position: contact.position,
  }
}

function relationOf(
  follow: z.output<typeof Follow>,
  tags: readonly RelationTag[],
): ContactRelation {
  return {
    userid: follow.userid,
    remark: follow.remark,
    description: follow.description,
    addedAt: new Date(follow.createtime * 1_000),
    addWay: addWays.get(follow.add_way) ?? 'other',
    state: follow.state,
    tags,
    remarkPhones: follow.remark_mobiles,
    remarkCorpName: follow.remark_corp_name,
  }
}

function tagOf(tag: z.output<typeof FullTag>): RelationTag {
  const kind = tag.type === 2 ? 'personal' : tag.type === 3 ? 'strategy' : 'corp'
  return { tagId: tag.tag_id, name: tag.tag_name, groupName: tag.group_name, kind }
}
