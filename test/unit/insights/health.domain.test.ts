import { BACKLOG_SHARE } from '../../../server/modules/insights/health/events.domain.js'
import { assess } from '../../../server/modules/insights/health/health.domain.js'
import { JOB_OVERDUE_MS } from '../../../server/modules/insights/health/jobs.domain.js'
import type { Readings } from '../../../server/modules/insights/health/readings.domain.js'
import { OVERDUE_MS } from '../../../server/platform/jobs/index.js'
import {
  NOW,
  now,
  SECOND,
  MINUTE,
  HOUR,
  ago,
  job,
  older,
  well,
  events,
  deliveries,
  welcome,
  payments,
  jobs,
  platforms,
  compared,
  waitedFor,
  queued,
  undelivered,
  unpaid,
  silentSince,
} from './readings.js'

// Guarantee: what is late or wrong is said with its gravity, from the moment a bound is reached and not before; all else
// is silence.

/** What is said, as `severity kind`; nothing while all is well. */
const TABLE: readonly (readonly [string, Readings, string[]])[] = [
  ['all is well', well, []],
  ['nothing has ever come in', events({ lastReceivedAt: null, lastWecomAt: null }), []],

  ['an event waits for 59 s', waitedFor(59 * SECOND), []],
  ['an event waits for 60 s', waitedFor(60 * SECOND), ['watch events-late']],
  ['an event waits for just under 10 min', waitedFor(10 * MINUTE - 1), ['watch events-late']],
  ['an event waits for 10 min', waitedFor(10 * MINUTE), ['act events-late']],
  ['the backlog is just under half', queued(BACKLOG_SHARE.watch - 0.001), []],
  ['the backlog is half of the limit', queued(0.5), ['watch events-backlog']],
  ['the backlog is 90 % of the limit', queued(0.9), ['act events-backlog']],
  ['an event is dead', events({ dead: 1, oldestDeadAt: ago(HOUR) }), ['act events-dead']],
  ['a lease is stuck', events({ leased: 1, stuckLeases: 1 }), ['act events-stuck']],
  ['an event waits for 30 days', events({ waiting: 1, waitingLong: 1 }), ['watch events-waiting']],
  ['events wait for less', events({ waiting: 7 }), []],
  ['workers fall silent over an event', events({ lapsedRepeatedly: 1 }), ['watch events-lapsed']],
  [
    'contents are kept for 91 days',
    events({ oldestContentAt: ago(91 * 24 * HOUR) }),
    ['watch events-content'],
  ],
  ['a gap is being closed', events({ gapSince: ago(15 * MINUTE - 1) }), []],
  ['a gap is open for 15 min', events({ gapSince: ago(15 * MINUTE) }), ['watch events-gap']],
  ['silence since 10:06 of a working day', silentSince('2026-11-20T10:06:00+08:00'), []],
  [
    'silence since 10:05, 4 business hours ago',
    silentSince('2026-11-20T10:05:00+08:00'),
    ['watch events-silent'],
  ],
  [
    'silence since 21:00 of yesterday: 5 h 5 min of today',
    silentSince('2026-11-19T21:00:00+08:00'),
    ['watch events-silent'],
  ],

  ['a delivery is dead', deliveries({ dead: 2 }), ['act deliveries-dead']],
  ['a delivery waits for just under 2 min', undelivered(2 * MINUTE - 1), []],
  ['a delivery waits for 2 min', undelivered(2 * MINUTE), ['watch deliveries-late']],
  ['a delivery waits for 30 min', undelivered(30 * MINUTE), ['act deliveries-late']],

  ['one welcome too late', welcome({ expired: 1 }), ['watch welcome-missed']],
  ['4 of 8 welcomes missed', welcome({ sent: 4, expired: 4 }), ['watch welcome-missed']],
  ['5 of 100 welcomes missed', welcome({ sent: 95, failed: 5 }), ['act welcome-missed']],
  ['5 of 101 welcomes missed', welcome({ sent: 96, expired: 5 }), ['watch welcome-missed']],
  ['99 % within 2,999 ms', welcome({ p99Ms: 2_999 }), []],
  ['99 % within 3 s', welcome({ p99Ms: 3_000 }), ['watch welcome-slow']],
  ['99 % within 10 s', welcome({ p99Ms: 10_000 }), ['act welcome-slow']],
  ['19 slow welcomes say nothing yet', welcome({ sent: 19, p99Ms: 15_000 }), []],

  ['an open incident', payments({ incidents: 1, incidentsFen: 100 }), ['act incidents']],
  ['a payment open for just under 30 min', unpaid(30 * MINUTE - 1), []],
  ['a payment open for 30 min', unpaid(30 * MINUTE), ['watch payments-unfinished']],
  ['a payment open for 2 h', unpaid(2 * HOUR), ['act payments-unfinished']],

  ['a job failed now', jobs({ failingSince: NOW }), ['watch job-failed:任务0']],
  ['a job fails for 15 min', jobs({ failingSince: ago(15 * MINUTE) }), ['act job-failed:任务0']],
  ['a job is late by just under 2 min', jobs({ overdueMs: 2 * MINUTE - 1 }), []],
  ['a job is late by 2 min', jobs({ overdueMs: 2 * MINUTE }), ['watch job-overdue:任务0']],
  ['a job is late by 10 min', jobs({ overdueMs: 10 * MINUTE }), ['act job-overdue:任务0']],
  [
    'three late jobs are one trouble',
    jobs({ overdueMs: 2 * MINUTE }, { overdueMs: 11 * MINUTE }, { overdueMs: 3 * MINUTE }),
    ['act jobs-overdue'],
  ],

  [
    'a difference that nothing mends',
    compared({ differences: 4 }),
    ['act reconciliation-open:payments'],
  ],
  ['compared just under 36 h ago', compared({ finishedAt: ago(36 * HOUR - 1) }), []],
  [
    'compared 36 h ago',
    compared({ finishedAt: ago(36 * HOUR) }),
    ['watch reconciliation-old:payments'],
  ],
  [
    'compared 72 h ago',
    compared({ finishedAt: ago(72 * HOUR) }),
    ['act reconciliation-old:payments'],
  ],
  ['never compared', { ...well, reconciliations: [] }, []],

  ['a circuit has just opened', platforms({ awayMs: 1 }), ['watch platform-away:wecom']],
  ['a circuit open for 2 min', platforms({ awayMs: 2 * MINUTE }), ['act platform-away:wecom']],
  ['2 of 2 calls without an answer', platforms({ calls: 2, unanswered: 2 }), []],
  [
    '3 of 15 calls without an answer',
    platforms({ calls: 15, unanswered: 3 }),
    ['watch platform-unanswered:wecom'],
  ],
  ['3 of 16 calls without an answer', platforms({ calls: 16, unanswered: 3 }), []],
  [
    'an open circuit says it all',
    platforms({ calls: 5, unanswered: 5, awayMs: 5 * MINUTE }),
    ['act platform-away:wecom'],
  ],
  [
    'settings are refused',
    platforms({ refused: [{ api: 'gettoken', code: '40001', firstAt: ago(HOUR) }] }),
    ['act platform-refuses:wecom'],
  ],
  ['89 % of a budget', platforms({ budgets: [{ api: 'x', used: 0.89, closedForMs: 0 }] }), []],
  [
    '90 % of a budget',
    platforms({ budgets: [{ api: 'x', used: 0.9, closedForMs: 0 }] }),
    ['watch platform-budget:wecom'],
  ],
  [
    'the platform asks for a pause',
    platforms({ budgets: [{ api: 'x', used: 0, closedForMs: 500 }] }),
    ['watch platform-budget:wecom'],
  ],

  ['an older key is still needed', older({ left: 12 }), ['watch key-needed:k1']],
  ['an older key was never counted', older({}), ['watch key-needed:k1']],
  ['nothing needs an older key', older({ left: 0, clearedAt: NOW }), ['watch key-spare:k1']],
  ['a key that is needed was taken out', older({ isGiven: false }), ['act key-missing:k1']],
  ['a key that nothing needs was taken out', older({ isGiven: false, clearedAt: NOW }), []],

  ['an area does not answer', { ...well, payments: null }, ['watch unread:payments']],
  [
    'the store is silent',
    {
      events: null,
      deliveries: null,
      welcome: null,
      payments: null,
      jobs: null,
      reconciliations: null,
      platforms: null,
      keys: null,
    },
    ['act store-silent'],
  ],
]

test.each(TABLE)('%s', (_name, readings, said) => {
  const findings = assess(readings, now)
  expect(findings.map(({ severity, kind }) => `${severity} ${kind}`)).toEqual(said)
})

test('the gravest comes first, then what has lasted longest', () => {
  const readings: Readings = {
    ...events({ dead: 3, oldestDeadAt: ago(HOUR), gapSince: ago(20 * HOUR) }),
    payments: { ...well.payments, incidents: 1, oldestIncidentAt: ago(30 * HOUR) },
    welcome: { ...well.welcome, expired: 1, firstMissedAt: ago(2 * HOUR) },
    jobs: [{ ...job, overdueMs: 20 * MINUTE, dueAt: ago(20 * MINUTE) }],
  }
  const order = assess(readings, now).map(({ kind }) => kind.split(':')[0])
  expect(order).toEqual(['incidents', 'events-dead', 'job-overdue', 'events-gap', 'welcome-missed'])
})

test('a sentence names the number, the span and the place', () => {
  const [late] = assess(events({ pending: 1_204, oldestPendingAt: ago(12 * MINUTE) }), now)
  expect(late).toMatchObject({
    what: '1,204 条事件在排队，最早的等了 12 分钟',
    since: ago(12 * MINUTE),
    link: { to: '/system/events?state=pending' },
  })
  const [many] = assess(events({ dead: 10_000, oldestDeadAt: ago(3 * 24 * HOUR) }), now)
  expect(many?.what).toBe('超过 10,000 条事件没处理成，已停止自动重试')
  const [money] = assess(payments({ incidents: 2, incidentsFen: 123_450 }), now)
  expect(money?.what).toBe('2 笔款项对不上订单，涉及 ¥1,234.50')
})

test('the jobs page and the health page call the same job late', () => {
  expect(OVERDUE_MS).toBe(JOB_OVERDUE_MS.watch)
})
