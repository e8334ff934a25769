import type { CustomerGroup } from '../world/model.js'
import type { World } from '../world/world.js'
import type { WecomApi } from './api.js'
import { WecomError } from './errors.js'

const MAX_PAGE = 1_000
const STAFF = 1
const CUSTOMER = 2

/** The staff of a filter, at most 100; all groups without one. */
const listGroups: WecomApi = {
  method: 'POST',
  path: '/externalcontact/groupchat/list',
  run({ context: { world }, body }) {
    const limit = body.int('limit', 0)
    if (limit < 1 || limit > MAX_PAGE) {
      throw new WecomError(40058, 'invalid limit')
    }
    const owners = body.child('owner_filter').texts('userid_list')
    const after = Buffer.from(body.text('cursor'), 'base64url').toString()
    const living = world.groups
      .all()
      .filter(
        ({ isDismissed, owner }) => !isDismissed && (owners.length === 0 || owners.includes(owner)),
      )
      .filter(({ chatId }) => chatId > after)
      .sort((a, b) => (a.chatId < b.chatId ? -1 : 1))
    const page = living.slice(0, limit)
    const last = living.length > limit ? page.at(-1) : undefined
    return {
      group_chat_list: page.map(({ chatId }) => ({ chat_id: chatId, status: 0 })),
      ...(last === undefined
        ? {}
        : { next_cursor: Buffer.from(last.chatId).toString('base64url') }),
    }
  },
}

function memberView(world: World, member: CustomerGroup['members'][number]): object {
  const person = world.people.by('externalUserid', member.id)[0]
  return {
    userid: member.id,
    type: person === undefined ? STAFF : CUSTOMER,
    ...(person?.unionidVisible === true ? { unionid: person.unionid } : {}),
    join_time: member.joinTimeSeconds,
    join_scene: member.joinScene,
    group_nickname: '',
  }
}

const getGroup: WecomApi = {
  method: 'POST',
  path: '/externalcontact/groupchat/get',
  run({ context: { world }, body }) {
    const group = world.groups.get(body.text('chat_id'))
    if (group === undefined || group.isDismissed) {
      throw new WecomError(40050)
    }
    return {
      group_chat: {
        chat_id: group.chatId,
        name: group.name,
        owner: group.owner,
        create_time: group.createTimeSeconds,
        notice: '',
        member_list: group.members.map((member) => memberView(world, member)),
        admin_list: [],
        member_version: String(group.version),
      },
    }
  },
}

/** Source: WeCom 92120, 92122. */
export const groupApis: readonly WecomApi[] = [listGroups, getGroup]
