/** Moments are shown in the shop's time zone, wherever the browser stands. */
const OFFSET_MS = 8 * 60 * 60 * 1000
const DAY_MS = 24 * 60 * 60 * 1000
const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']

type Parts = { year: string; monthDay: string; clock: string; seconds: string; day: string }

function partsOf(at: string | number | Date): Parts {
  const iso = new Date(new Date(at).getTime() + OFFSET_MS).toISOString()
  return {
    year: iso.slice(0, 4),
    monthDay: iso.slice(5, 10),
    clock: iso.slice(11, 16),
    seconds: iso.slice(11, 19),
    day: iso.slice(0, 10),
  }
}

/** 今天 14:05, 昨天 14:05, 明天 03:30, 11-20 14:05, other years 2025-04-12. */
export function whenText(at: string, now: Date = new Date()): string {
  const moment = partsOf(at)
  const today = partsOf(now)
  if (moment.day === today.day) {
    return `今天 ${moment.clock}`
  }
  if (moment.day === partsOf(now.getTime() - DAY_MS).day) {
    return `昨天 ${moment.clock}`
  }
  if (moment.day === partsOf(now.getTime() + DAY_MS).day) {
    return `明天 ${moment.clock}`
  }
  return moment.year === today.year ? `${moment.monthDay} ${moment.clock}` : moment.day
}

/** 今天, 昨天, 3 天前; from 30 days on 11-20, other years 2025-04-12. */
export function agoText(at: string, now: Date = new Date()): string {
  const days = daysBetween(at, now)
  if (days <= 1) {
    return days <= 0 ? '今天' : '昨天'
  }
  return days < 30 ? `${days} 天前` : dateText(at, now)
}

/** 11-20, other years 2025-04-12. */
export function dateText(at: string, now: Date = new Date()): string {
  const moment = partsOf(at)
  return moment.year === partsOf(now).year ? moment.monthDay : moment.day
}

/** 2026-11-20 14:05:21, for tooltips and audits. */
export function exactText(at: string): string {
  const { day, seconds } = partsOf(at)
  return `${day} ${seconds}`
}

export const clockText = (at: string): string => partsOf(at).clock
export const secondsText = (at: string): string => partsOf(at).seconds
export const dayOf = (at: string): string => partsOf(at).day

/** 今天 11-20, 11-18 周三, other years 2025-04-12. */
export function dayHeading(at: string, now: Date = new Date()): string {
  const moment = partsOf(at)
  if (moment.day === partsOf(now).day) {
    return `今天 ${moment.monthDay}`
  }
  const weekday = WEEKDAYS[new Date(`${moment.day}T00:00:00Z`).getUTCDay()] ?? ''
  return moment.year === partsOf(now).year ? `${moment.monthDay} ${weekday}` : moment.day
}

/** 11 月 20 日 周五 */
export function longDayText(at: string): string {
  const { day } = partsOf(at)
  const [, month, date] = day.split('-')
  const weekday = WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? ''
  return `${Number(month)} 月 ${Number(date)} 日 ${weekday}`
}

/** "320 毫秒", "4.2 秒", "3 分", "26 小时", "4 天": how long something took or waits. */
export function spanText(ms: number): string {
  if (ms < 1000) {
    return `${Math.max(0, Math.round(ms))} 毫秒`
  }
  if (ms < 60_000) {
    return `${(ms / 1000).toFixed(1)} 秒`
  }
  const minutes = Math.floor(ms / 60_000)
  if (minutes < 60) {
    return `${minutes} 分`
  }
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? `${hours} 小时` : `${Math.floor(hours / 24)} 天`
}

function daysBetween(at: string, now: Date): number {
  const midnight = (day: string) => Date.parse(`${day}T00:00:00Z`)
  return Math.round((midnight(partsOf(now).day) - midnight(partsOf(at).day)) / DAY_MS)
}
