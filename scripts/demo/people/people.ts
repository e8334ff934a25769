import { startOfBusinessDay } from '../../../server/platform/days/index.js'
import { STORES, type DemoStore } from '../brand/stores.js'
import type { Random } from '../random.js'
import { comesOn, dayBefore, momentOf } from '../sales/calendar.js'
import { CAST } from './cast.js'
import { personName, phoneOf } from './names.js'

/** How often somebody buys: days between two visits on average; null: once. */
export const HABITS = {
  never: { everyDays: null, share: 10 },
  once: { everyDays: null, share: 66 },
  'now-and-then': { everyDays: 26, share: 13 },
  regular: { everyDays: 11, share: 8 },
  daily: { everyDays: 5, share: 3 },
} as const
export type Habit = keyof typeof HABITS

export type DemoPerson = Readonly<{
  /** Number among the customers, from 0 on. */
  index: number
  /** By which the sandbox finds the person again. */
  key: string
  name: string
  gender: 1 | 2
  phone: string
  home: DemoStore
  habit: Habit
  /** The day of the first visit. */
  joinedAt: Date
  /** Logs in at the counter with the mini-program. */
  isMini: boolean
  /** Number of the member card; null: no member. */
  memberNo: string | null
  /** A friend of a staff member in WeCom. */
  isContact: boolean
}>

export const CUSTOMERS = 2_000
export const WINDOW_DAYS = 90
/** The brand was there before the window: so many of its customers are older. */
const SHARE_OF_OLDER = 0.68
const OLDEST_DAYS = 420
const SHARE_OF_MINI = 0.7
const SHARE_OF_MEMBERS = 0.55
const SHARE_OF_CONTACTS = 0.76
/** Recent days bring more newcomers than early ones. */
const GROWTH = 1.35

const HABIT_NAMES = Object.keys(HABITS) as Habit[]

/** All customers: the cast first, then the others. `now`: the moment of loading. */
export function people(random: Random, now: Date): DemoPerson[] {
  const others = Array.from({ length: CUSTOMERS - CAST.length }, (_, offset) =>
    somebody(CAST.length + offset, { random: random.fork(`person-${offset}`), now }),
  )
  return [...CAST.map((member, index) => member(index, now)), ...others]
}

function somebody(index: number, { random, now }: { random: Random; now: Date }): DemoPerson {
  const joinedAt = joined(random, now)
  const habit = random.weighted(HABIT_NAMES, (name) => HABITS[name].share)
  // who has bought nothing that a till could tell is known as a friend in WeCom, or not at all
  const isNew = joinedAt >= startOfBusinessDay(now)
  const isContact = habit === 'never' || isNew || random.chance(SHARE_OF_CONTACTS)
  return {
    index,
    key: `demo-${String(index).padStart(4, '0')}`,
    ...personName(random),
    phone: phoneOf(index),
    home: random.weighted(STORES, ({ weight }) => weight),
    habit,
    joinedAt,
    isMini: random.chance(SHARE_OF_MINI),
    memberNo: random.chance(SHARE_OF_MEMBERS) ? memberNoOf(index) : null,
    isContact,
  }
}

function joined(random: Random, now: Date): Date {
  const isOlder = random.chance(SHARE_OF_OLDER)
  for (;;) {
    const daysAgo = isOlder
      ? random.int(WINDOW_DAYS, OLDEST_DAYS)
      : Math.floor(WINDOW_DAYS * random.next() ** GROWTH)
    const day = dayBefore(now, daysAgo)
    const at = momentOf(day, random)
    if (comesOn(day, random) && at < now) {
      return at
    }
  }
}

const FIRST_MEMBER = 20_310_000
/** SY and eight digits, one of its own for everybody. */
const memberNoOf = (index: number) => `SY${FIRST_MEMBER + index * 3}`
