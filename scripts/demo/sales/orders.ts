import { startOfBusinessDay } from '../../../server/platform/days/index.js'
import { STORES } from '../brand/stores.js'
import { LIN } from '../people/cast.js'
import { HABITS, WINDOW_DAYS, type DemoPerson } from '../people/people.js'
import type { Random } from '../random.js'
import { basketOf, tasteOf, type Basket } from './basket.js'
import { DAY_MS, dayBefore, momentOf, visitsOn } from './calendar.js'
import { ordersOfLin } from './orders-of-lin.js'

/** A paid order of the past, as the tills will tell it. */
export type DemoOrder = Basket &
  Readonly<{
    orderNo: string
    person: DemoPerson
    at: Date
    storeCode: string
    channel: '到店' | '自取' | '外卖'
    /** The first of this person that is told: the till sees card and phone then. */
    isFirst: boolean
  }>

type Scene = Readonly<{ random: Random; now: Date }>

const SHARE_AT_HOME_STORE = 0.84
const CHANNELS = [
  { channel: '自取', share: 55 },
  { channel: '到店', share: 33 },
  { channel: '外卖', share: 12 },
] as const
/** Of those who joined before the window and bought only once, so many did it in the window. */
const SHARE_OF_LATE_ONCE = 0.85
const SHARE_THAT_BUYS_AT_ONCE = 0.86
const MAX_DAYS_UNTIL_FIRST = 9

/**
 * Everything bought in the last 90 days up to yesterday (of one person: in two years), oldest first. What is bought today
 * goes through the mini-program.
 */
export function orders(everybody: readonly DemoPerson[], { random, now }: Scene): DemoOrder[] {
  const made = everybody.flatMap((person) => {
    const scene = { random: random.fork(person.key), now }
    return person.key === LIN ? ordersOfLin(person, scene) : ordersOf(person, scene)
  })
  return made.sort((a, b) => a.at.getTime() - b.at.getTime())
}

function ordersOf(person: DemoPerson, { random, now }: Scene): DemoOrder[] {
  const taste = tasteOf(random)
  const days = visitDays(person, { random, now })
  const today = startOfBusinessDay(now)
  const visits = days.map((day) => momentOf(day, random)).filter((at) => at < today)
  // somebody without any friend in WeCom is known by an order or not at all
  const isUnknown = visits.length === 0 && !person.isContact
  const known = isUnknown ? [onlyVisit(person, { random, now })] : visits
  return known.map((at, index) => ({
    ...basketOf(taste, random),
    orderNo: orderNoOf(person, at, index),
    person,
    at,
    storeCode: random.chance(SHARE_AT_HOME_STORE)
      ? person.home.storeCode
      : random.weighted(STORES, ({ weight }) => weight).storeCode,
    channel: random.weighted(CHANNELS, ({ share }) => share).channel,
    isFirst: index === 0,
  }))
}

function onlyVisit({ joinedAt }: DemoPerson, { random, now }: Scene): Date {
  const start = dayBefore(now, WINDOW_DAYS - 1)
  return joinedAt > start ? joinedAt : momentOf(start, random)
}

/** Days on which somebody comes in, at most one visit a day. */
function visitDays(person: DemoPerson, { random, now }: Scene): Date[] {
  const { everyDays } = HABITS[person.habit]
  const isOlder = person.joinedAt < dayBefore(now, WINDOW_DAYS - 1)
  if (person.habit === 'never') {
    return []
  }
  if (everyDays === null && isOlder) {
    const day = dayBefore(now, random.int(0, WINDOW_DAYS - 1))
    return random.chance(SHARE_OF_LATE_ONCE) ? [day] : []
  }
  const sinceJoining = Math.floor((now.getTime() - person.joinedAt.getTime()) / DAY_MS)
  const first = isOlder ? WINDOW_DAYS - 1 : Math.max(0, sinceJoining - daysUntilFirst(random))
  const later = Array.from({ length: first }, (_, index) => dayBefore(now, first - 1 - index))
  const again = everyDays === null ? [] : later.filter((day) => visitsOn(day, everyDays, random))
  return isOlder ? again : [dayBefore(now, first), ...again]
}

const daysUntilFirst = (random: Random) =>
  random.chance(SHARE_THAT_BUYS_AT_ONCE) ? 0 : random.int(1, MAX_DAYS_UNTIL_FIRST)

/** Number of the till: day, person and how many it is; the same in every run of one day. */
export function orderNoOf(person: DemoPerson, at: Date, index: number): string {
  const SHANGHAI_MS = 8 * 60 * 60 * 1000
  const day = new Date(at.getTime() + SHANGHAI_MS).toISOString().slice(2, 10).replaceAll('-', '')
  return `SY${day}${String(person.index).padStart(4, '0')}${String(index).padStart(2, '0')}`
}
