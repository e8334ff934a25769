import { serverNowMs } from '../server-time'

const SHANGHAI_MS = 8 * 3_600_000 // no summer time since 1991

/** 今天 14:05 · 11-20 14:05 · 2025-04-12, always in Asia/Shanghai (WeChat has no `Intl`). */
export function whenText(at: string): string {
  const moment = inShanghai(Date.parse(at))
  const now = inShanghai(serverNowMs())
  if (moment.day === now.day) {
    return `今天 ${moment.time}`
  }
  const sameYear = moment.day.slice(0, 4) === now.day.slice(0, 4)
  return sameYear ? `${moment.day.slice(5)} ${moment.time}` : moment.day
}

function inShanghai(ms: number): { day: string; time: string } {
  const text = new Date(ms + SHANGHAI_MS).toISOString()
  return { day: text.slice(0, 10), time: text.slice(11, 16) }
}

/** What is left as `14:59` or `3:12:40`; never below zero. */
export function leftText(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1000))
  const two = (value: number) => String(value).padStart(2, '0')
  const clock = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  return seconds < 3600 ? clock : `${Math.floor(seconds / 3600)}:${clock}`
}
