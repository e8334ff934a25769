import type { Random } from '../random.js'
import { startOfBusinessDay } from '../../../server/platform/days/index.js'

/** When people come: more on Friday (fresh rolls) and at the weekend, after lunch and after work. */

export const DAY_MS = 24 * 60 * 60 * 1000
const HOUR_MS = 60 * 60 * 1000

// from Sunday on
const WEEKDAYS = [1.15, 0.86, 0.88, 0.92, 0.98, 1.28, 1.3]
const BUSIEST = Math.max(...WEEKDAYS)
// share of a day's visits per hour, from 08:00 on
const FIRST_HOUR = 8
const HOURS = [3, 4, 6, 6, 7, 11, 12, 11, 8, 6, 9, 9, 6, 3]

/** 0 Sunday … 6 Saturday in Shanghai. */
export function weekdayOf(at: Date): number {
  const SHANGHAI_MS = 8 * HOUR_MS
  return new Date(at.getTime() + SHANGHAI_MS).getUTCDay()
}

/** Is this the day of a newcomer? Weekends bring more of them. */
export function comesOn(day: Date, random: Random): boolean {
  return random.chance((WEEKDAYS[weekdayOf(day)] ?? 1) / BUSIEST)
}

/** Does somebody who comes every so many days on average come on this one? */
export function visitsOn(day: Date, everyDays: number, random: Random): boolean {
  return random.chance((WEEKDAYS[weekdayOf(day)] ?? 1) / everyDays)
}

/** A moment of this business day at which a shop is open, to the second. */
export function momentOf(day: Date, random: Random): Date {
  const hour = random.weighted(
    HOURS.map((_, index) => index),
    (index) => HOURS[index] ?? 0,
  )
  const withinHourMs = random.int(0, 3_599) * 1_000
  return new Date(startOfBusinessDay(day).getTime() + (FIRST_HOUR + hour) * HOUR_MS + withinHourMs)
}

/** The business day `days` before that of `now`. */
export function dayBefore(now: Date, days: number): Date {
  return new Date(startOfBusinessDay(now).getTime() - days * DAY_MS)
}
