import type { TagGroup } from '../world/model.js'
import { addTags, findTag } from '../world/tags.js'
import type { WecomApi, WecomCall } from './api.js'
import { relation } from './contacts.js'
import { WecomError } from './errors.js'

const MAX_NAME_CHARS = 30

function groupView(group: TagGroup): object {
  return {
    group_id: group.groupId,
    group_name: group.name,
    create_time: group.createTimeSeconds,
    order: group.order,
    tag: group.tags.map(({ id, name, createTimeSeconds, order }) => ({
      id,
      name,
      create_time: createTimeSeconds,
      order,
    })),
  }
}

/** All groups, or those named (`group_id` wins over `tag_id`). */
const listTags: WecomApi = {
  method: 'POST',
  path: '/externalcontact/get_corp_tag_list',
  run({ context: { world }, body }) {
    const groupIds = body.texts('group_id')
    const tagIds = body.texts('tag_id')
    const wanted = (group: TagGroup) =>
      groupIds.length > 0
        ? groupIds.includes(group.groupId)
        : tagIds.length === 0 || group.tags.some(({ id }) => tagIds.includes(id))
    return { tag_group: world.tagGroups.all().filter(wanted).map(groupView) }
  },
}

function nameOf(text: string, field: string): string {
  const name = text.trim()
  if (name === '') {
    throw new WecomError(40063, field)
  }
  if ([...name].length > MAX_NAME_CHARS) {
    throw new WecomError(40058, `${field} exceed max length ${MAX_NAME_CHARS}`)
  }
  return name
}

/** An existing group name gets the new tags; equal names in one call collapse into one tag. */
const addTag: WecomApi = {
  method: 'POST',
  path: '/externalcontact/add_corp_tag',
  run({ context: { world, clock, touch }, body }: WecomCall) {
    const groupId = body.text('group_id')
    const known = groupId === '' ? undefined : world.tagGroups.get(groupId)
    if (groupId !== '' && known === undefined) {
      throw new WecomError(40068)
    }
    const tags = body
      .children('tag')
      .map((tag) => ({ name: nameOf(tag.text('name'), 'tag.name'), order: tag.int('order', 0) }))
    if (tags.length === 0) {
      throw new WecomError(40063, 'tag')
    }
    const name = known?.name ?? nameOf(body.text('group_name'), 'group_name')
    const added = addTags(
      world,
      { name, order: body.int('order', 0) },
      { tags, nowSeconds: clock.nowSeconds() },
    )
    if (added.added.length === 0) {
      throw new WecomError(40071, 'tag name exists')
    }
    touch()
    return { tag_group: groupView({ ...added.group, tags: added.added }) }
  },
}

/** Raises no callback: what an API changes is told by its reply alone. Source: WeCom 92130. */
const markTag: WecomApi = {
  method: 'POST',
  path: '/externalcontact/mark_tag',
  run({ context: { world, touch }, body }) {
    const contact = relation(world, body.text('userid'), body.text('external_userid'))
    const add = body.texts('add_tag')
    const remove = body.texts('remove_tag')
    if (add.length + remove.length === 0) {
      throw new WecomError(40063, 'add_tag and remove_tag')
    }
    if ([...add, ...remove].some((id) => findTag(world, id) === undefined)) {
      throw new WecomError(40068)
    }
    const kept = contact.tagIds.filter((id) => !remove.includes(id))
    contact.tagIds = [...new Set([...kept, ...add])]
    touch()
    return {}
  },
}

/** Source: WeCom 92117, 92118. */
export const tagApis: readonly WecomApi[] = [listTags, addTag, markTag]
