import type { HealthSources } from '../modules/insights/index.js'
import type { Sample, StoredSource } from '../platform/metrics/index.js'

const SECOND_MS = 1_000

export const secondsSince = (at: Date | null | undefined, now: Date): number =>
  at === null || at === undefined ? 0 : Math.max(0, now.getTime() - at.getTime()) / SECOND_MS

/** Inbox and outbox: how much stands where, and since when. */
export function queueFigures(sources: Pick<HealthSources, 'events' | 'deliveries'>): StoredSource {
  return {
    source: 'queues',
    gauges: [
      {
        name: 'huike_queue_depth',
        help: 'Unfinished rows of a queue by state; counting stops at 10,000',
        labels: ['queue', 'state'],
      },
      {
        name: 'huike_queue_oldest_seconds',
        help: 'Age of the oldest row of a queue in this state; 0 when there is none',
        labels: ['queue', 'state'],
      },
      {
        name: 'huike_queue_stuck_leases',
        help: 'Rows that are held by a process which fell silent and that nobody has freed',
        labels: ['queue'],
      },
      {
        name: 'huike_inbox_limit',
        help: 'Unfinished events at which callbacks are refused',
        labels: [],
      },
      {
        name: 'huike_inbox_last_received_seconds',
        help: 'Time since the last event came in; 0 before the first one',
        labels: [],
      },
    ],
    async read(): Promise<Sample[]> {
      const [inbox, outbox] = await Promise.all([sources.events(), sources.deliveries()])
      const now = new Date()
      const { pending, leased, waiting, dead } = inbox
      const depth = (queue: string, counts: Readonly<Record<string, number>>) =>
        Object.entries(counts).map(([state, value]) => ({
          name: 'huike_queue_depth',
          labels: { queue, state },
          value,
        }))
      const oldest = (queue: string, moments: Readonly<Record<string, Date | null>>) =>
        Object.entries(moments).map(([state, at]) => ({
          name: 'huike_queue_oldest_seconds',
          labels: { queue, state },
          value: secondsSince(at, now),
        }))
      return [
        ...depth('inbox', { pending, leased, waiting, dead }),
        ...depth('outbox', { pending: outbox.pending, leased: outbox.leased, dead: outbox.dead }),
        ...oldest('inbox', {
          pending: inbox.oldestPendingAt,
          waiting: inbox.oldestWaitingAt,
          dead: inbox.oldestDeadAt,
        }),
        ...oldest('outbox', { pending: outbox.oldestPendingAt, dead: outbox.oldestDeadAt }),
        {
          name: 'huike_queue_stuck_leases',
          labels: { queue: 'inbox' },
          value: inbox.stuckLeases,
        },
        { name: 'huike_inbox_limit', labels: {}, value: inbox.limit },
        {
          name: 'huike_inbox_last_received_seconds',
          labels: {},
          value: secondsSince(inbox.lastReceivedAt, now),
        },
      ]
    },
  }
}
