import { shanghaiTime } from '../clock.js'

const DAY_MS = 24 * 3_600_000
const READY_AFTER_MS = 10 * 3_600_000

/** A day of bills, Asia/Shanghai: from `from` up to `until`; it is written as of `readyAt`. */
export type BillDay = Readonly<{ date: string; from: number; until: number; readyAt: number }>

/** Null for what is no day. `date`: YYYY-MM-DD. Bills are ready at 10:00 of the next day. */
export function billDay(date: string): BillDay | null {
  const from = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00+08:00`) : NaN
  if (Number.isNaN(from) || shanghaiTime(from).slice(0, 10) !== date) {
    return null
  }
  const until = from + DAY_MS
  return { date, from, until, readyAt: until + READY_AFTER_MS }
}

/** `2026-11-20 14:05:09`, as bills write moments. A million rows share some ten thousand seconds. */
export function billTime(ms: number): string {
  const second = Math.floor(ms / 1000)
  if (latest.second !== second) {
    latest = { second, text: shanghaiTime(ms).slice(0, 19).replace('T', ' ') }
  }
  return latest.text
}

let latest = { second: NaN, text: '' }

export const isOn = (at: number, { from, until }: BillDay) => at >= from && at < until
