import { startOfBusinessDay } from '../../../platform/days/index.js'
import { hours } from './finding.domain.js'

/** When shops are open and customers write, by the Shanghai clock. */
const OPENS_MS = hours(9)
const CLOSES_MS = hours(21)
const OPEN_MS = CLOSES_MS - OPENS_MS
const DAY_MS = hours(24)

/** How much of the time between two moments lay in business hours. */
export function businessMsBetween(from: Date, to: Date): number {
  return Math.max(0, openMsUntil(to) - openMsUntil(from))
}

/** Business time since a fixed day: whole days, and the part of this one. */
function openMsUntil(at: Date): number {
  const start = startOfBusinessDay(at).getTime()
  const today = Math.min(Math.max(at.getTime() - start - OPENS_MS, 0), OPEN_MS)
  return Math.floor(start / DAY_MS) * OPEN_MS + today
}
