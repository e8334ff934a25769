import { z } from 'zod'
import type { Context } from '../context.js'
import { befriend } from './contacts.js'
import type { Person } from './model.js'
import { addPerson } from './people.js'
import { addTags } from './tags.js'
import { contactKey, type World } from './world.js'

const Gender = z.union([z.literal(0), z.literal(1), z.literal(2)])

/** A bulk load. Loaded again with the same keys it changes nothing and adds nothing. */
export const Seed = z.strictObject({
  departments: z
    .array(
      z.strictObject({
        id: z.int().positive(),
        name: z.string(),
        parentId: z.int().min(0).default(1),
        order: z.int().default(0),
      }),
    )
    .default([]),
  staff: z
    .array(
      z.strictObject({
        userid: z.string().min(1).max(64),
        name: z.string(),
        departments: z.array(z.int()).min(1).default([1]),
        position: z.string().default(''),
        avatar: z.string().default(''),
        gender: Gender.default(0),
      }),
    )
    .default([]),
  people: z
    .array(
      z.strictObject({
        key: z.string().min(1),
        name: z.string(),
        phone: z.string().optional(),
        gender: Gender.optional(),
        avatar: z.string().optional(),
        unionidVisible: z.boolean().optional(),
      }),
    )
    .default([]),
  tags: z
    .array(z.strictObject({ group: z.string(), names: z.array(z.string()).min(1) }))
    .default([]),
  contacts: z
    .array(
      z.strictObject({
        personKey: z.string().optional(),
        personId: z.string().optional(),
        userid: z.string(),
        /** Seconds since 1970, as the platform counts. */
        createtime: z.int().positive(),
        state: z.string().optional(),
        /** Names of tags of the load. */
        tags: z.array(z.string()).default([]),
        remark: z.string().optional(),
        remarkMobiles: z.array(z.string()).optional(),
      }),
    )
    .default([]),
})

export type SeedBody = z.output<typeof Seed>

/** Loads without callbacks: what the first reconcile of a server will find. */
export function loadSeed(context: Context, seed: SeedBody) {
  const { world, clock } = context
  seed.departments.forEach((department) => world.departments.put(department))
  seed.staff.forEach((staff) => world.staff.put(staff))
  const people = seed.people.map((person) => addPerson(world, person, clock.now()))
  for (const { group, names } of seed.tags) {
    const tags = names.map((name, order) => ({ name, order }))
    addTags(world, { name: group, order: 0 }, { tags, nowSeconds: clock.nowSeconds() })
  }
  const unknown = addContacts(world, seed.contacts)
  return {
    people: people.map(({ key, personId, openid, unionid, externalUserid, phone }) => ({
      key,
      personId,
      openid,
      unionid,
      externalUserid,
      phone,
    })),
    contacts: world.contacts.size(),
    /** Contacts of the load whose person or staff member is not known. */
    unknown,
  }
}

function addContacts(world: World, contacts: SeedBody['contacts']): number {
  const tagIds = new Map(
    world.tagGroups.all().flatMap((group) => group.tags.map(({ id, name }) => [name, id])),
  )
  let unknown = 0
  for (const wanted of contacts) {
    const person = personOf(world, wanted)
    if (person === undefined || world.staff.get(wanted.userid) === undefined) {
      unknown += 1
    } else if (world.contacts.get(contactKey(wanted.userid, person.externalUserid)) === undefined) {
      const contact = befriend(world, {
        userid: wanted.userid,
        person,
        createtimeSeconds: wanted.createtime,
        state: wanted.state,
        tagIds: wanted.tags.flatMap((name) => tagIds.get(name) ?? []),
      })
      contact.remark = wanted.remark ?? contact.remark
      contact.remarkMobiles = wanted.remarkMobiles ?? []
    }
  }
  return unknown
}

function personOf(
  world: World,
  { personKey, personId }: SeedBody['contacts'][number],
): Person | undefined {
  return world.people.get(personId ?? '') ?? world.people.by('key', personKey ?? '')[0]
}

/** What a fresh world has: a head office, a shop and three people working there. */
export function firstWorld({ world }: Context): void {
  world.departments.put({ id: 1, name: '山野茶铺', parentId: 0, order: 0 })
  world.departments.put({ id: 2, name: '深圳南山店', parentId: 1, order: 1 })
  const staff = [
    ['zhangsan', '张三', '店长'],
    ['lisi', '李思', '店员'],
    ['wangwu', '王舞', '店员'],
  ] as const
  for (const [userid, name, position] of staff) {
    world.staff.put({ userid, name, departments: [2], position, avatar: '', gender: 0 })
  }
}
