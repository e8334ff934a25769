import type { Person } from './model.js'
import type { World } from './world.js'

export type NewPerson = Readonly<{
  name: string
  /** Stable: a second call with the same key answers the same person. */
  key?: string | undefined
  phone?: string | undefined
  gender?: 0 | 1 | 2 | undefined
  avatar?: string | undefined
  unionidVisible?: boolean | undefined
}>

/** Adds a WeChat user with all the ids by which the three platforms will ever name them. */
export function addPerson(world: World, person: NewPerson, now: number): Person {
  const known = person.key === undefined ? undefined : world.people.by('key', person.key)[0]
  if (known !== undefined) {
    return known
  }
  const name = person.key ?? world.mint('person', { length: 16 })
  return world.people.put({
    personId: `per_${world.mint('person-id', { length: 20, name })}`,
    key: person.key ?? null,
    name: person.name,
    phone: person.phone ?? `13${world.mintDigits('phone', { length: 9, name })}`,
    gender: person.gender ?? 0,
    avatar: person.avatar ?? '',
    unionid: `oU${world.mint('unionid', { length: 26, name })}`,
    unionidVisible: person.unionidVisible ?? true,
    openid: `oM${world.mint('openid', { length: 26, name })}`,
    externalUserid: `wm${world.mint('external', { length: 30, name })}`,
    createdAt: now,
  })
}

/** People whose name, phone, openid or person id contains the query; newest first. */
export function findPeople(
  world: World,
  { query, limit }: { query: string; limit: number },
): Person[] {
  const words = query.trim().toLowerCase()
  const matches = (person: Person) =>
    [person.name, person.phone, person.openid, person.personId, person.externalUserid].some(
      (field) => field.toLowerCase().includes(words),
    )
  const newestFirst = world.people.all().reverse()
  return (words === '' ? newestFirst : newestFirst.filter(matches)).slice(0, limit)
}
