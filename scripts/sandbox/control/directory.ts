import { z } from 'zod'
import type { Context } from '../context.js'
import { sendStaffEvent, sendTagEvent } from '../wecom/callbacks.js'
import { mintLoginCode } from '../world/codes.js'
import type { Tag, TagGroup } from '../world/model.js'
import { addTags, findTag } from '../world/tags.js'
import { ControlError, route } from './api.js'

const NewStaff = z.strictObject({
  userid: z.string().min(1).max(64),
  name: z.string().min(1),
  departments: z.array(z.int()).min(1).default([1]),
  position: z.string().default(''),
})
const ChangedStaff = z.strictObject({
  userid: z.string(),
  name: z.string().min(1).optional(),
  position: z.string().optional(),
  departments: z.array(z.int()).min(1).optional(),
})
const OneStaff = z.strictObject({ userid: z.string() })

/** The staff member, or 404 `staff-not-found`. */
function staffOf({ world }: Context, userid: string) {
  const staff = world.staff.get(userid)
  if (staff === undefined) {
    throw new ControlError(404, 'staff-not-found', userid)
  }
  return staff
}

const created = (context: Context, body: z.output<typeof NewStaff>) => {
  if (context.world.staff.get(body.userid) !== undefined) {
    throw new ControlError(409, 'staff-exists', body.userid)
  }
  const staff = context.world.staff.put({ ...body, avatar: '', gender: 0 })
  const fields = [
    ['Name', staff.name],
    ['Department', staff.departments.join(',')],
  ] as const
  return { callbackId: sendStaffEvent(context, 'create_user', { userid: staff.userid, fields }).id }
}

const changed = (context: Context, { userid, ...body }: z.output<typeof ChangedStaff>) => {
  const staff = staffOf(context, userid)
  Object.assign(staff, body)
  const fields = [['Name', staff.name]] as const
  return { callbackId: sendStaffEvent(context, 'update_user', { userid, fields }).id }
}

/** Resigned: no longer staff; their contacts stay until they are handed over. */
const resigned = (context: Context, userid: string) => {
  staffOf(context, userid)
  context.world.staff.remove(userid)
  return { callbackId: sendStaffEvent(context, 'delete_user', { userid }).id }
}

function tagOf({ world }: Context, id: string): { group: TagGroup; tag: Tag } {
  const found = findTag(world, id)
  if (found === undefined) {
    throw new ControlError(404, 'tag-not-found', id)
  }
  return found
}

const addTag = (context: Context, { group, name }: { group: string; name: string }) => {
  const { world, clock } = context
  const tags = [{ name, order: 0 }]
  const nowSeconds = clock.nowSeconds()
  const [tag] = addTags(world, { name: group, order: 0 }, { tags, nowSeconds }).added
  if (tag === undefined) {
    throw new ControlError(409, 'tag-exists', name)
  }
  return { id: tag.id, callbackId: sendTagEvent(context, 'create', { id: tag.id, type: 'tag' }).id }
}

const renameTag = (context: Context, { id, name }: { id: string; name: string }) => {
  tagOf(context, id).tag.name = name
  return { callbackId: sendTagEvent(context, 'update', { id, type: 'tag' }).id }
}

/** The last tag takes its group with it; contacts lose the tag without an event of their own. */
const deleteTag = (context: Context, id: string) => {
  const { group } = tagOf(context, id)
  group.tags = group.tags.filter((tag) => tag.id !== id)
  if (group.tags.length === 0) {
    context.world.tagGroups.remove(group.groupId)
  }
  for (const contact of context.world.contacts.all()) {
    contact.tagIds = contact.tagIds.filter((known) => known !== id)
  }
  return { callbackId: sendTagEvent(context, 'delete', { id, type: 'tag' }).id }
}

const Text = z.string().min(1).max(30)

/** What is done by hand in the WeCom console: each raises its event. */
export const directoryRoutes = [
  route('POST', '/staff', NewStaff, ({ context, body }) => created(context, body)),
  route('POST', '/staff/update', ChangedStaff, ({ context, body }) => changed(context, body)),
  route('POST', '/staff/resign', OneStaff, ({ context, body }) => resigned(context, body.userid)),
  route('POST', '/staff/login', OneStaff, ({ context, body }) => {
    const { userid } = staffOf(context, body.userid)
    const wanted = { kind: 'staff', subject: userid } as const
    return { code: mintLoginCode(context.world, wanted, context.clock.now()) }
  }),
  route('POST', '/tags', z.strictObject({ group: Text, name: Text }), ({ context, body }) =>
    addTag(context, body),
  ),
  route('POST', '/tags/rename', z.strictObject({ id: z.string(), name: Text }), (call) =>
    renameTag(call.context, call.body),
  ),
  route('POST', '/tags/delete', z.strictObject({ id: z.string() }), ({ context, body }) =>
    deleteTag(context, body.id),
  ),
]
