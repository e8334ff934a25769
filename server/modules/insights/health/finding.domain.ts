import { COUNTED_UP_TO } from './readings.domain.js'

/** `act`: somebody must do something; `watch`: it may mend itself. Where all is well there is no finding. */
export type Severity = 'act' | 'watch'

export const AREAS = [
  'store',
  'events',
  'deliveries',
  'welcome',
  'payments',
  'jobs',
  'reconciliations',
  'platforms',
  'keys',
] as const
export type Area = (typeof AREAS)[number]

/** Chinese, as it is shown. */
export type Finding = Readonly<{
  /** Stays the same while the trouble lasts. */
  kind: string
  area: Area
  severity: Severity
  what: string
  since: Date | null
  todo: string
  /** What the machine said, for whoever mends it. */
  detail?: string
  /** A page of the console where it is done. */
  link: Readonly<{ to: string; label: string }> | null
}>

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

export const seconds = (count: number): number => count * SECOND_MS
export const minutes = (count: number): number => count * MINUTE_MS
export const hours = (count: number): number => count * HOUR_MS
export const days = (count: number): number => count * DAY_MS

/** "8 秒", "12 分钟", "3 小时", "2 天": rounded down, as a wait is felt. */
export function spanWords(ms: number): string {
  const whole = Math.max(0, ms)
  if (whole < MINUTE_MS) {
    return `${Math.floor(whole / SECOND_MS)} 秒`
  }
  if (whole < HOUR_MS) {
    return `${Math.floor(whole / MINUTE_MS)} 分钟`
  }
  return whole < 2 * DAY_MS
    ? `${Math.floor(whole / HOUR_MS)} 小时`
    : `${Math.floor(whole / DAY_MS)} 天`
}

/** "1,204", and "超过 10,000" where the counting stopped. */
export function countWords(count: number): string {
  const text = String(Math.min(count, COUNTED_UP_TO)).replace(/\B(?=(\d{3})+$)/g, ',')
  return count >= COUNTED_UP_TO ? `超过 ${text}` : text
}

/** How long ago; 0 for what never was. */
export const ageMs = (at: Date | null, now: Date): number =>
  at === null ? 0 : Math.max(0, now.getTime() - at.getTime())

/** The graver of two bounds that `value` has reached; null below both. */
export function severityOf(
  value: number,
  bounds: Readonly<{ watch: number; act: number }>,
): Severity | null {
  if (value >= bounds.act) {
    return 'act'
  }
  return value >= bounds.watch ? 'watch' : null
}
