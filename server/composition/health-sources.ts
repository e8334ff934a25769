import {
  CALLS_WITHIN_MS,
  type HealthSources,
  type PlatformName,
  type ReconciliationReading,
} from '../modules/insights/index.js'
import type { CallRecord } from '../platform/call-log/index.js'
import type { Clock } from '../platform/clock/index.js'
import type { JobRunner } from '../platform/jobs/index.js'
import type { OutboxStore } from '../platform/outbox/index.js'
import type { Rounds } from '../platform/reconciliation/index.js'
import type { PlatformHealth } from './platform-doors.js'

type Subject = ReconciliationReading['subject']
type Incidents = readonly Readonly<{ count: number; amountFen: number; oldestAt: Date }>[]

export type HealthParts = Readonly<{
  events: HealthSources['events']
  outbox: Pick<OutboxStore, 'figures'>
  welcome: HealthSources['welcome']
  payments: Readonly<{
    unfinished(moments: readonly Date[]): Promise<{ count: number; oldestAt: Date | null }>
    openIncidents(): Promise<Incidents>
  }>
  runner: Pick<JobRunner, 'list'>
  clock: Clock
  reconciliations: Pick<Rounds, 'lastDone'>
  keys: HealthSources['keys']
  platforms: Readonly<{
    /** Calls of this process, newest first. */
    recentCalls(): readonly CallRecord[]
    health(): Promise<readonly PlatformHealth[]>
    /** Does WeCom convert ids for this app? Null: not tried yet. */
    conversionRight(): Promise<Readonly<{ state: 'on' | 'off' }> | null>
  }>
}>

/** Reading a day of welcome messages costs more than the rest together; their figures may be this old. */
const WELCOME_FRESH_MS = 30_000

/** What the health page reads of the modules below it. */
export function healthSources(parts: HealthParts): HealthSources {
  const { outbox, payments, runner, platforms, clock } = parts
  return {
    events: parts.events,
    deliveries: outbox.figures,
    welcome: keptFor(WELCOME_FRESH_MS, parts.welcome),

    async payments() {
      const [unfinished, incidents] = await Promise.all([
        payments.unfinished([]),
        payments.openIncidents(),
      ])
      return {
        unfinished: unfinished.count,
        oldestUnfinishedAt: unfinished.oldestAt,
        incidents: sum(incidents.map(({ count }) => count)),
        incidentsFen: sum(incidents.map(({ amountFen }) => amountFen)),
        oldestIncidentAt: earliest(incidents.map(({ oldestAt }) => oldestAt)),
      }
    },

    async jobs() {
      return (await runner.list()).map((job) => ({
        title: job.title,
        isRunning: job.isRunning,
        dueAt: job.nextRunAt,
        overdueMs: job.overdueMs,
        lastRunAt: job.lastRunAt ?? null,
        failingSince: job.failingSince ?? null,
        lastSummary: job.lastSummary ?? null,
      }))
    },

    async reconciliations() {
      return (await parts.reconciliations.lastDone()).map((round) => ({
        subject: round.subject as Subject,
        finishedAt: round.finishedAt ?? round.startedAt,
        seen: round.seen,
        differences: round.unknown + round.changed + round.missing,
        repaired: round.repaired,
      }))
    },

    keys: parts.keys,

    async platforms() {
      const since = new Date(clock.now().getTime() - CALLS_WITHIN_MS)
      const calls = platforms.recentCalls().filter(({ at }) => at >= since)
      const [healths, right] = await Promise.all([platforms.health(), platforms.conversionRight()])
      return healths.map(({ platform, circuit, budgets, alarms }) => ({
        platform: platform as PlatformName,
        ...callFigures(calls.filter((call) => call.platform === platform)),
        awayMs: circuit.awayMs,
        off: platform === 'wecom' && right?.state === 'off' ? ['编号换算'] : [],
        budgets,
        refused: alarms,
      }))
    },
  }
}

/** A platform that said no has answered. */
const ANSWERED = ['ok', 'refused']

function callFigures(calls: readonly CallRecord[]) {
  const lost = calls.filter(({ outcome }) => !ANSWERED.includes(outcome))
  return {
    calls: calls.length,
    unanswered: lost.length,
    lastUnansweredAt: lost[0]?.at ?? null,
  }
}

function keptFor<Value>(ms: number, read: () => Promise<Value>): () => Promise<Value> {
  let kept: { until: number; value: Promise<Value> } | undefined
  return () => {
    if (kept === undefined || Date.now() >= kept.until) {
      const value = read()
      kept = { until: Date.now() + ms, value }
      value.catch(() => {
        kept = undefined // the next one asks again
      })
    }
    return kept.value
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

function earliest(moments: readonly Date[]): Date | null {
  return moments.length === 0 ? null : new Date(Math.min(...moments.map(Number)))
}
