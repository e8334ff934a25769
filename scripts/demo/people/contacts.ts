import { STAFF, staffOfDepartment, type DemoStaff } from '../brand/staff.js'
import { STORES } from '../brand/stores.js'
import type { Random } from '../random.js'
import { DAY_MS, dayBefore } from '../sales/calendar.js'
import { LIN } from './cast.js'
import { WINDOW_DAYS, type DemoPerson } from './people.js'

/** One friendship of a customer and a staff member, as WeCom will show it. */
export type DemoContact = Readonly<{
  personKey: string
  userid: string
  at: Date
  /** Came by the staff member's channel code. */
  isByCode: boolean
  tags: readonly string[]
  remark: string | null
}>

export const TAG_GROUPS = [
  {
    group: '口味',
    names: ['少糖', '无糖', '去冰', '爱喝热的', '乳糖不耐', '爱吃栗子', '不喝奶茶'],
  },
  {
    group: '到店',
    names: ['工作日常来', '周末常来', '高频自取', '会带同事', '带孩子来', '办公室团单'],
  },
  { group: '关注', names: ['问过新品', '等周五出炉', '送礼', '介绍过朋友'] },
] as const

const TAGS = TAG_GROUPS.flatMap(({ names }) => [...names])
const SHARE_OF_TAGGED = 0.62
const SHARE_OF_REMARKED = 0.35
const SHARE_OF_SECOND_FRIEND = 0.13
const SHARE_BY_CODE = 0.7
const MINUTE_MS = 60_000

/** All friendships, oldest first. `useridsWithCode`: staff who have a channel code. */
export function contacts(
  everybody: readonly DemoPerson[],
  { random, now, useridsWithCode }: Scene,
): DemoContact[] {
  const made = everybody.flatMap((person) => {
    if (!person.isContact) {
      return []
    }
    return person.key === LIN
      ? friendsOfLin(now)
      : friendsOf(person, { random: random.fork(person.key), now, useridsWithCode })
  })
  return made.sort((a, b) => a.at.getTime() - b.at.getTime())
}

type Scene = Readonly<{ random: Random; now: Date; useridsWithCode: ReadonlySet<string> }>

function friendsOf(person: DemoPerson, { random, now, useridsWithCode }: Scene): DemoContact[] {
  const codeAgeMs = WINDOW_DAYS * DAY_MS
  const friend = (staff: DemoStaff, at: Date): DemoContact => ({
    personKey: person.key,
    userid: staff.userid,
    at,
    isByCode:
      useridsWithCode.has(staff.userid) &&
      now.getTime() - at.getTime() < codeAgeMs &&
      random.chance(SHARE_BY_CODE),
    tags: random.chance(SHARE_OF_TAGGED) ? someTags(random) : [],
    remark: random.chance(SHARE_OF_REMARKED) ? remarkOf(person, random) : null,
  })
  const first = random.pick(staffOfDepartment(person.home.departmentId))
  const firstAt = new Date(person.joinedAt.getTime() + random.int(1, 20) * MINUTE_MS)
  const at = firstAt < now ? firstAt : person.joinedAt
  if (!random.chance(SHARE_OF_SECOND_FRIEND)) {
    return [friend(first, at)]
  }
  const second = random.pick(STAFF.filter(({ userid }) => userid !== first.userid))
  const laterMs = at.getTime() + random.next() * (now.getTime() - at.getTime())
  return [friend(first, at), friend(second, new Date(Math.floor(laterMs / 1000) * 1000))]
}

function someTags(random: Random): string[] {
  const wanted = random.int(1, 3)
  const drawn = Array.from({ length: wanted }, () => random.pick(TAGS))
  return [...new Set(drawn)]
}

function remarkOf({ name, home }: DemoPerson, random: Random): string {
  const area = home.name.replace(/店$/, '')
  return random.pick([`${name} ${area}`, `${area}${name}`, `${name}（${area}常客）`])
}

/** The one whose page is shown: two friends in two stores, with the tags of her page. */
function friendsOfLin(now: Date): DemoContact[] {
  const byStore = (name: string) =>
    staffOfDepartment(STORES.find((store) => store.name === name)?.departmentId ?? 0)[0]?.userid
  const evening = (daysAgo: number) => new Date(dayBefore(now, daysAgo).getTime() + 0.78 * DAY_MS)
  const friend = (store: string, daysAgo: number, tags: readonly string[]): DemoContact => ({
    personKey: LIN,
    userid: byStore(store) ?? '',
    at: evening(daysAgo),
    isByCode: false,
    tags,
    remark: `林晓棠 ${store.replace(/店$/, '')}`,
  })
  return [
    friend('科苑南店', 587, ['少糖', '乳糖不耐', '爱吃栗子', '会带同事', '高频自取']),
    friend('车公庙店', 290, ['等周五出炉']),
  ]
}
