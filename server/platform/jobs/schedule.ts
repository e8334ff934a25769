import { startOfBusinessDay } from '../days/index.js'

/** When a job runs: again and again after a pause, or once a day at a Shanghai clock time (`HH:MM`). */
export type Schedule = Readonly<{ everyMs: number }> | Readonly<{ dailyAt: string }>

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** The first moment after `after` at which the job is due. */
export function nextRun(schedule: Schedule, after: Date): Date {
  if ('everyMs' in schedule) {
    return new Date(after.getTime() + schedule.everyMs)
  }
  const [hours = 0, minutes = 0] = schedule.dailyAt.split(':').map(Number)
  const today = startOfBusinessDay(after).getTime() + (hours * 60 + minutes) * MINUTE_MS
  return new Date(today > after.getTime() ? today : today + DAY_MS)
}
