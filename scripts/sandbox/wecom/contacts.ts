import type { Contact, Person } from '../world/model.js'
import { relationsOf } from '../world/contacts.js'
import { findTag } from '../world/tags.js'
import { contactKey, type World } from '../world/world.js'
import type { WecomApi, WecomCall } from './api.js'
import { WecomError } from './errors.js'

const FOLLOWERS_PER_PAGE = 500
const MAX_BATCH_STAFF = 100
const MAX_BATCH = 100
const DEFAULT_BATCH = 50
const CORP_TAG = 1
const WECHAT_USER = 1

/** The external contact itself; unionid only when an open-platform account is bound. */
function externalContact(person: Person): object {
  return {
    external_userid: person.externalUserid,
    name: person.name,
    avatar: person.avatar,
    type: WECHAT_USER,
    gender: person.gender,
    ...(person.unionidVisible ? { unionid: person.unionid } : {}),
  }
}

function sharedFields(contact: Contact): object {
  return {
    userid: contact.userid,
    remark: contact.remark,
    description: contact.description,
    createtime: contact.createtimeSeconds,
    remark_corp_name: contact.remarkCompany,
    remark_mobiles: contact.remarkMobiles,
    oper_userid: contact.userid,
    add_way: contact.addWay,
    ...(contact.state === null ? {} : { state: contact.state }),
  }
}

function followUser(world: World, contact: Contact): object {
  const tags = contact.tagIds.flatMap((id) => {
    const found = findTag(world, id)
    return found === undefined
      ? []
      : [{ group_name: found.group.name, tag_name: found.tag.name, tag_id: id, type: CORP_TAG }]
  })
  return { ...sharedFields(contact), tags }
}

/** Knows the id but has no relation left: 84061; does not know it: 40096. */
export function personOf(world: World, externalUserid: string): Person {
  const person = world.people.by('externalUserid', externalUserid)[0]
  if (person === undefined) {
    throw new WecomError(40096)
  }
  return person
}

/** The relation of this staff member and this customer, or 40003, 40096, 84061. */
export function relation(world: World, userid: string, externalUserid: string): Contact {
  if (world.staff.get(userid) === undefined) {
    throw new WecomError(40003)
  }
  personOf(world, externalUserid)
  const contact = world.contacts.get(contactKey(userid, externalUserid))
  if (contact === undefined) {
    throw new WecomError(84061)
  }
  return contact
}

const listFollowUsers: WecomApi = {
  method: 'GET',
  path: '/externalcontact/get_follow_user_list',
  run: ({ context }) => ({ follow_user: context.world.staff.all().map(({ userid }) => userid) }),
}

const listContacts: WecomApi = {
  method: 'GET',
  path: '/externalcontact/list',
  run({ context: { world }, query }) {
    const userid = query['userid'] ?? ''
    if (world.staff.get(userid) === undefined) {
      throw new WecomError(40003)
    }
    const contacts = world.contacts.by('userid', userid)
    if (contacts.length === 0) {
      throw new WecomError(84061)
    }
    return { external_userid: contacts.map(({ externalUserid }) => externalUserid) }
  },
}

const getContact: WecomApi = {
  method: 'GET',
  path: '/externalcontact/get',
  run({ context: { world }, query }) {
    const person = personOf(world, query['external_userid'] ?? '')
    const relations = relationsOf(world, person.externalUserid)
    if (relations.length === 0) {
      throw new WecomError(84061)
    }
    const start = Number(decodeCursor(query['cursor']))
    const end = start + FOLLOWERS_PER_PAGE
    return {
      external_contact: externalContact(person),
      follow_user: relations.slice(start, end).map((contact) => followUser(world, contact)),
      ...(relations.length > end ? { next_cursor: encodeCursor(end) } : {}),
    }
  },
}

/** Its shape differs: one `follow_info` with bare tag ids. Source: WeCom 92994. */
const batchGet: WecomApi = {
  method: 'POST',
  path: '/externalcontact/batch/get_by_user',
  run({ context: { world }, body }: WecomCall) {
    const userids = body.texts('userid_list')
    const limit = body.int('limit', DEFAULT_BATCH)
    if (userids.length === 0 || userids.length > MAX_BATCH_STAFF) {
      throw new WecomError(40058, 'invalid userid_list')
    }
    if (limit < 1 || limit > MAX_BATCH) {
      throw new WecomError(40058, 'invalid limit')
    }
    if (userids.some((userid) => world.staff.get(userid) === undefined)) {
      throw new WecomError(40003)
    }
    const start = Number(decodeCursor(body.text('cursor')))
    const contacts = [...new Set(userids)].flatMap((userid) => world.contacts.by('userid', userid))
    const page = contacts.slice(start, start + limit)
    const more = contacts.length > start + limit
    return {
      external_contact_list: page.map((contact) => ({
        external_contact: externalContact(personOf(world, contact.externalUserid)),
        follow_info: { ...sharedFields(contact), tag_id: contact.tagIds },
      })),
      next_cursor: more ? encodeCursor(start + limit) : '',
    }
  },
}

const encodeCursor = (position: number) => Buffer.from(`at:${position}`).toString('base64url')
function decodeCursor(cursor: string | undefined): number {
  if (cursor === undefined || cursor === '') {
    return 0
  }
  const position = /^at:(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1]
  if (position === undefined) {
    throw new WecomError(40058, 'invalid cursor')
  }
  return Number(position)
}

/** Source: WeCom 92571, 92113, 92114, 92994. */
export const contactApis: readonly WecomApi[] = [
  listFollowUsers,
  listContacts,
  getContact,
  batchGet,
]
