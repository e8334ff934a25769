import type { HealthSources } from '../modules/insights/index.js'
import type { Clock } from '../platform/clock/index.js'
import type { JobRunner, JobView } from '../platform/jobs/index.js'
import type { Metrics, Sample } from '../platform/metrics/index.js'
import { queueFigures, secondsSince } from './queue-metrics.js'

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS

/** An order may be paid for 15 minutes: what is older needs a look, what is much older a person. */
const PAYMENT_AGES = [
  { label: '0m', ms: 0 },
  { label: '30m', ms: 30 * MINUTE_MS },
  { label: '2h', ms: 120 * MINUTE_MS },
] as const

export type StoredParts = Readonly<{
  metrics: Pick<Metrics, 'watchStored'>
  sources: Pick<HealthSources, 'events' | 'deliveries'>
  payments: Readonly<{
    unfinished(
      moments: readonly Date[],
    ): Promise<{ count: number; oldestAt: Date | null; olderThan: readonly number[] }>
    openIncidents(): Promise<
      readonly Readonly<{ kind: string; count: number; amountFen: number; oldestAt: Date }>[]
    >
  }>
  refunds(): Promise<{ done: number; exceeding: number; oldestExceedingAt: Date | null }>
  runner: Pick<JobRunner, 'list'>
  clock: Clock
}>

/** Tells Prometheus what stands in the store (architecture.md 8). Every read has a bound, whatever the store holds. */
export function watchStored(parts: StoredParts): void {
  const { metrics } = parts
  metrics.watchStored(queueFigures(parts.sources))
  metrics.watchStored(payments(parts))
  metrics.watchStored(refunds(parts))
  metrics.watchStored(jobs(parts))
}

function payments({ payments: figures, clock }: StoredParts) {
  return {
    source: 'payments',
    gauges: [
      {
        name: 'huike_payments_unfinished',
        help: 'Payments without an end by least age; counting stops at 10,000',
        labels: ['older_than'],
      },
      {
        name: 'huike_payments_unfinished_oldest_seconds',
        help: 'Age of the oldest payment without an end',
        labels: [],
      },
      {
        name: 'huike_incidents_open',
        help: 'Money that went another way and waits for a person, by kind',
        labels: ['kind'],
      },
      {
        name: 'huike_incidents_open_oldest_seconds',
        help: 'Age of the oldest open incident, by kind',
        labels: ['kind'],
      },
    ],
    async read(): Promise<Sample[]> {
      const now = clock.now()
      const [unfinished, incidents] = await Promise.all([
        figures.unfinished(PAYMENT_AGES.map(({ ms }) => new Date(now.getTime() - ms))),
        figures.openIncidents(),
      ])
      return [
        ...PAYMENT_AGES.map(({ label }, index) => ({
          name: 'huike_payments_unfinished',
          labels: { older_than: label },
          value: unfinished.olderThan[index] ?? 0,
        })),
        {
          name: 'huike_payments_unfinished_oldest_seconds',
          labels: {},
          value: secondsSince(unfinished.oldestAt, now),
        },
        ...incidents.flatMap(({ kind, count, oldestAt }) => [
          { name: 'huike_incidents_open', labels: { kind }, value: count },
          {
            name: 'huike_incidents_open_oldest_seconds',
            labels: { kind },
            value: secondsSince(oldestAt, now),
          },
        ]),
      ]
    },
  }
}

function refunds({ refunds: read, clock }: StoredParts) {
  return {
    source: 'refunds',
    gauges: [
      {
        name: 'huike_refunds',
        help: 'Refunds by state; exceeding: above the paid sum, moves no money',
        labels: ['state'],
      },
      {
        name: 'huike_refunds_oldest_seconds',
        help: 'Age of the oldest refund in this state; 0 when there is none',
        labels: ['state'],
      },
    ],
    async read(): Promise<Sample[]> {
      const { done, exceeding, oldestExceedingAt } = await read()
      return [
        { name: 'huike_refunds', labels: { state: 'done' }, value: done },
        { name: 'huike_refunds', labels: { state: 'exceeding' }, value: exceeding },
        {
          name: 'huike_refunds_oldest_seconds',
          labels: { state: 'exceeding' },
          value: secondsSince(oldestExceedingAt, clock.now()),
        },
      ]
    },
  }
}

const JOB_GAUGES = [
  ['huike_job_last_run_timestamp_seconds', 'When a job began last, Unix time'],
  ['huike_job_last_duration_seconds', 'How long the last run of a job took'],
  ['huike_job_failing_seconds', 'Since when every run of a job has failed; 0 after a good one'],
  ['huike_job_overdue_seconds', 'How long a job is past its time without being run'],
  ['huike_job_running', 'Whether a job is being run: 1 yes, 0 no'],
] as const

function jobs({ runner }: StoredParts) {
  return {
    source: 'jobs',
    gauges: JOB_GAUGES.map(([name, help]) => ({ name, help, labels: ['job'] })),
    read: async (): Promise<Sample[]> => (await runner.list()).flatMap(jobSamples),
  }
}

function jobSamples({ name, lastRunAt, lastDurationMs = 0, ...job }: JobView): Sample[] {
  const { failingSince, overdueMs, isRunning } = job
  const lastRun =
    lastRunAt === undefined
      ? []
      : [
          { name: 'huike_job_last_run_timestamp_seconds', value: lastRunAt.getTime() / SECOND_MS },
          { name: 'huike_job_last_duration_seconds', value: lastDurationMs / SECOND_MS },
        ]
  return [
    ...lastRun,
    { name: 'huike_job_failing_seconds', value: secondsSince(failingSince, new Date()) },
    { name: 'huike_job_overdue_seconds', value: overdueMs / SECOND_MS },
    { name: 'huike_job_running', value: isRunning ? 1 : 0 },
  ].map((sample) => ({ ...sample, labels: { job: name } }))
}
