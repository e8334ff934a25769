import { startOfBusinessDay } from '../../../server/platform/days/index.js'
import { STORES } from '../brand/stores.js'
import { LIN } from '../people/cast.js'
import { HABITS, WINDOW_DAYS, type DemoPerson } from '../people/people.js'
import type { Random } from '../random.js'
import { basketOf, tasteOf } from './basket.js'
import { DAY_MS, dayBefore, momentOf, visitsOn } from './calendar.js'
import { orderNoOf, type DemoOrder } from './demo-order.js'
import { ordersOfLin } from './orders-of-lin.js'

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
