import { businessMsBetween } from '../../../server/modules/insights/health/business-hours.domain.js'

const HOUR = 60 * 60 * 1_000

// Guarantee: a night, or a night between two working days, is no silence.
test.each([
  ['2026-11-20T03:30:00+08:00', '2026-11-20T09:00:00+08:00', 0],
  ['2026-11-20T08:00:00+08:00', '2026-11-20T10:00:00+08:00', 1],
  ['2026-11-20T20:00:00+08:00', '2026-11-20T23:00:00+08:00', 1],
  ['2026-11-19T20:00:00+08:00', '2026-11-20T10:30:00+08:00', 2.5],
  ['2026-11-18T12:00:00+08:00', '2026-11-20T12:00:00+08:00', 24],
  ['2026-11-20T12:00:00+08:00', '2026-11-20T11:00:00+08:00', 0],
])('business hours from %s to %s', (from, to, expected) => {
  expect(businessMsBetween(new Date(from), new Date(to))).toBe(expected * HOUR)
})
