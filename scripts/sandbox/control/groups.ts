import { z } from 'zod'
import type { XmlField } from '../callbacks/xml.js'
import type { Context } from '../context.js'
import { sendGroupEvent } from '../wecom/callbacks.js'
import type { CustomerGroup } from '../world/model.js'
import { bodyless, ControlError, route } from './api.js'
import { personById } from './people.js'

const BY_QR_CODE = 3

const NewGroup = z.strictObject({
  name: z.string().max(40).default(''),
  owner: z.string(),
  personIds: z.array(z.string()).max(499).default([]),
})
const Member = z.strictObject({ chatId: z.string(), personId: z.string() })
const One = z.strictObject({ chatId: z.string() })

function groupOf({ world }: Context, chatId: string): CustomerGroup {
  const group = world.groups.get(chatId)
  if (group === undefined || group.isDismissed) {
    throw new ControlError(404, 'group-not-found', chatId)
  }
  return group
}

function create(context: Context, { name, owner, personIds }: z.output<typeof NewGroup>) {
  const { world, clock } = context
  if (world.staff.get(owner) === undefined) {
    throw new ControlError(404, 'staff-not-found', owner)
  }
  const joinTimeSeconds = clock.nowSeconds()
  const ids = [owner, ...personIds.map((id) => personById(context, id).externalUserid)]
  const group = world.groups.put({
    chatId: `wr${world.mint('group', { length: 30 })}`,
    name,
    owner,
    createTimeSeconds: joinTimeSeconds,
    members: ids.map((id) => ({ id, joinTimeSeconds, joinScene: 1 })),
    version: 1,
    isDismissed: false,
  })
  const fields: XmlField[] = [['ChatId', group.chatId]]
  return { chatId: group.chatId, callbackId: sendGroupEvent(context, 'create', fields).id }
}

/** Tells who came or went, with the versions before and after. */
function changed(
  context: Context,
  group: CustomerGroup,
  { detail, id }: Record<'detail' | 'id', string>,
) {
  const before = group.version
  group.version += 1
  const scene: XmlField = detail === 'add_member' ? ['JoinScene', BY_QR_CODE] : ['QuitScene', 0]
  const fields: XmlField[] = [
    ['ChatId', group.chatId],
    ['UpdateDetail', detail],
    scene,
    ['MemChangeCnt', 1],
    ['MemChangeList', [['Item', id]]],
    ['LastMemVer', String(before)],
    ['CurMemVer', String(group.version)],
  ]
  return { callbackId: sendGroupEvent(context, 'update', fields).id }
}

function join(context: Context, { chatId, personId }: z.output<typeof Member>) {
  const group = groupOf(context, chatId)
  const { externalUserid: id } = personById(context, personId)
  if (group.members.some((member) => member.id === id)) {
    throw new ControlError(409, 'already-in-group', personId)
  }
  const joinTimeSeconds = context.clock.nowSeconds()
  group.members.push({ id, joinTimeSeconds, joinScene: BY_QR_CODE })
  return changed(context, group, { detail: 'add_member', id })
}

function leave(context: Context, { chatId, personId }: z.output<typeof Member>) {
  const group = groupOf(context, chatId)
  const { externalUserid: id } = personById(context, personId)
  if (!group.members.some((member) => member.id === id)) {
    throw new ControlError(404, 'not-in-group', personId)
  }
  group.members = group.members.filter((member) => member.id !== id)
  return changed(context, group, { detail: 'del_member', id })
}

function dismiss(context: Context, chatId: string) {
  groupOf(context, chatId).isDismissed = true
  return { callbackId: sendGroupEvent(context, 'dismiss', [['ChatId', chatId]]).id }
}

/** Customer groups: what people do in them, each with its event. */
export const groupRoutes = [
  bodyless('GET', '/groups', ({ context: { world } }) => ({
    groups: world.groups
      .all()
      .filter(({ isDismissed }) => !isDismissed)
      .map((group) => ({
        ...group,
        members: group.members.map((member) => {
          const person = world.people.by('externalUserid', member.id)[0]
          const name = person?.name ?? world.staff.get(member.id)?.name ?? member.id
          return { ...member, name, personId: person?.personId ?? null }
        }),
      })),
  })),
  route('POST', '/groups', NewGroup, ({ context, body }) => create(context, body)),
  route('POST', '/groups/join', Member, ({ context, body }) => join(context, body)),
  route('POST', '/groups/leave', Member, ({ context, body }) => leave(context, body)),
  route('POST', '/groups/dismiss', One, ({ context, body }) => dismiss(context, body.chatId)),
]
