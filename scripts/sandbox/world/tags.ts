import type { Tag, TagGroup } from './model.js'
import type { World } from './world.js'

export type NewTag = Readonly<{ name: string; order: number }>

/** Adds tags to the group of this name, which is made when there is none. Known names stay once. */
export function addTags(
  world: World,
  group: { name: string; order: number },
  { tags, nowSeconds }: { tags: readonly NewTag[]; nowSeconds: number },
): { group: TagGroup; added: Tag[] } {
  const found = world.tagGroups.all().find((known) => known.name === group.name)
  const kept =
    found ??
    world.tagGroups.put({
      groupId: `et${world.mint('tag-group', { length: 30 })}`,
      name: group.name,
      createTimeSeconds: nowSeconds,
      order: group.order,
      tags: [],
    })
  const added: Tag[] = []
  for (const { name, order } of tags) {
    if (kept.tags.every((tag) => tag.name !== name)) {
      const id = `et${world.mint('tag', { length: 30 })}`
      const tag = { id, name, createTimeSeconds: nowSeconds, order }
      kept.tags.push(tag)
      added.push(tag)
    }
  }
  return { group: kept, added }
}

/** The tag with this id and its group. */
export function findTag(world: World, id: string): { group: TagGroup; tag: Tag } | undefined {
  for (const group of world.tagGroups.all()) {
    const tag = group.tags.find((known) => known.id === id)
    if (tag !== undefined) {
      return { group, tag }
    }
  }
  return undefined
}
