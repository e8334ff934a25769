import { listOf, numberOf, partOf, textOf, type Message } from '../../platform/callbacks/index.js'
import type { CustomerGroupChange, Translated } from './events.js'

/** `change_external_chat`, WeCom document 92130. Null for a change that we do not know. */
export function chatEvent(changeType: string, message: Message): Translated | null {
  const chatId = textOf(message, 'ChatId')
  const change = CHAT_CHANGES.get(changeType)
  if (chatId === undefined || change === undefined) {
    return null
  }
  const detail = change === 'updated' ? chatDetail(textOf(message, 'UpdateDetail')) : undefined
  const data = {
    change,
    memberIds: memberIds(message),
    ...defined({
      detail,
      memberCountChange: numberOf(message, 'MemChangeCnt'),
      joinScene: numberOf(message, 'JoinScene'),
      quitScene: numberOf(message, 'QuitScene'),
      lastVersion: textOf(message, 'LastMemVer'),
      currentVersion: textOf(message, 'CurMemVer'),
    }),
  }
  return { type: 'customer-group.changed', carrier: { chatId }, data }
}

/** `change_external_tag`, WeCom document 92130. `shuffle` has no TagType, and no Id when all groups were reordered. */
export function tagEvent(changeType: string, message: Message): Translated | null {
  const change = TAG_CHANGES.get(changeType)
  if (change === undefined) {
    return null
  }
  const tagId = textOf(message, 'Id')
  const target = tagTarget(textOf(message, 'TagType'), tagId)
  return { type: 'tag.changed', carrier: defined({ tagId }), data: { change, target } }
}

/** `change_contact`, WeCom document 90970: members and departments. Null for the rest, console tags for example. */
export function staffEvent(changeType: string, message: Message): Translated | null {
  const known = STAFF_CHANGES.get(changeType)
  if (known === undefined) {
    return null
  }
  if (known.target === 'department') {
    const departmentId = textOf(message, 'Id')
    return { type: 'staff.changed', carrier: defined({ departmentId }), data: known }
  }
  const userid = textOf(message, 'UserID')
  if (userid === undefined) {
    return null
  }
  const newUserid = textOf(message, 'NewUserID')
  return {
    type: 'staff.changed',
    carrier: { userid },
    data: { ...known, ...defined({ newUserid }) },
  }
}

const CHAT_CHANGES = new Map<string, CustomerGroupChange['change']>([
  ['create', 'created'],
  ['update', 'updated'],
  ['dismiss', 'dismissed'],
])

const TAG_CHANGES = new Map([
  ['create', 'created' as const],
  ['update', 'updated' as const],
  ['delete', 'deleted' as const],
  ['shuffle', 'reordered' as const],
])

const STAFF_CHANGES = new Map([
  ['create_user', { change: 'created', target: 'staff' } as const],
  ['update_user', { change: 'updated', target: 'staff' } as const],
  ['delete_user', { change: 'deleted', target: 'staff' } as const],
  ['create_party', { change: 'created', target: 'department' } as const],
  ['update_party', { change: 'updated', target: 'department' } as const],
  ['delete_party', { change: 'deleted', target: 'department' } as const],
])

function chatDetail(detail: string | undefined): NonNullable<CustomerGroupChange['detail']> {
  switch (detail) {
    case 'add_member':
      return 'member-joined'
    case 'del_member':
      return 'member-left'
    case 'change_owner':
      return 'owner-changed'
    case 'change_name':
      return 'renamed'
    case 'change_notice':
      return 'notice-changed'
    default:
      return 'other'
  }
}

function tagTarget(tagType: string | undefined, tagId: string | undefined) {
  if (tagType === 'tag') {
    return 'tag'
  }
  return tagType === 'tag_group' || tagId !== undefined ? 'group' : 'all'
}

function memberIds(message: Message): readonly string[] {
  const list = partOf(message, 'MemChangeList')
  const items = list === undefined ? listOf(message, 'MemChangeList') : listOf(list, 'Item')
  return items.filter((item) => typeof item === 'string')
}

/** Without the fields that are not there. */
function defined<Fields extends object>(
  fields: Fields,
): { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } {
  const kept = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(kept) as { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> }
}
