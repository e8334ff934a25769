import type { Clock } from '../../../platform/clock/index.js'
import { assess } from './health.domain.js'
import type { Health } from './health.contract.js'
import { isOverdue } from './jobs.domain.js'
import { PLATFORM_NAMES } from './platforms.domain.js'
import type { JobReadings, KeyReading, Now, PlatformReading, Readings } from './readings.domain.js'

/** Who is asked for each area; one that throws or is late leaves its area unread. */
export type HealthSources = Readonly<{
  [Area in keyof Readings]: () => Promise<NonNullable<Readings[Area]>>
}>

type Deps = Readonly<{
  sources: HealthSources
  clock: Clock
  /** An area that does not answer by then is shown as unread, milliseconds. */
  withinMs: number
  onError(error: unknown): void
}>

export type HealthService = ReturnType<typeof healthService>

/** The health of the whole product, read anew each time: nothing is kept between two questions. */
export function healthService({ sources, clock, withinMs, onError }: Deps) {
  async function inTime<Reading>(read: () => Promise<Reading>): Promise<Reading | null> {
    let timer: NodeJS.Timeout | undefined
    const isLate = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), withinMs)
    })
    const reading = read().catch((error: unknown) => {
      onError(error)
      return null
    })
    try {
      return await Promise.race([reading, isLate])
    } finally {
      clearTimeout(timer)
    }
  }

  async function readAll(): Promise<Readings> {
    const [events, deliveries, welcome, payments, jobs, reconciliations, platforms, keys] =
      await Promise.all([
        inTime(sources.events),
        inTime(sources.deliveries),
        inTime(sources.welcome),
        inTime(sources.payments),
        inTime(sources.jobs),
        inTime(sources.reconciliations),
        inTime(sources.platforms),
        inTime(sources.keys),
      ])
    return { events, deliveries, welcome, payments, jobs, reconciliations, platforms, keys }
  }

  return {
    async read(): Promise<Health> {
      const readings = await readAll()
      return viewOf(readings, { real: new Date(), business: clock.now() })
    },
  }
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

function viewOf(readings: Readings, now: Now): Health {
  const { events, deliveries, welcome, payments, jobs, reconciliations, platforms, keys } = readings
  return {
    asOf: now.real.toISOString(),
    findings: assess(readings, now).map(({ since, detail = null, ...finding }) => ({
      ...finding,
      since: iso(since),
      detail,
    })),
    events: events && {
      ...events,
      oldestPendingAt: iso(events.oldestPendingAt),
      lastReceivedAt: iso(events.lastReceivedAt),
    },
    deliveries: deliveries && {
      ...deliveries,
      oldestPendingAt: iso(deliveries.oldestPendingAt),
    },
    welcome: welcome && { ...welcome, missed: welcome.expired + welcome.failed },
    payments: payments && { ...payments, oldestUnfinishedAt: iso(payments.oldestUnfinishedAt) },
    jobs: jobs && jobsView(jobs),
    reconciliations:
      reconciliations &&
      reconciliations.map((round) => ({ ...round, finishedAt: round.finishedAt.toISOString() })),
    platforms: platforms && platforms.map(platformView),
    keys: keys && keys.map(keyView),
  }
}

function jobsView(jobs: JobReadings): NonNullable<Health['jobs']> {
  const count = (holds: (job: JobReadings[number]) => boolean) => jobs.filter(holds).length
  const runs = jobs.flatMap(({ lastRunAt }) => lastRunAt ?? [])
  const last = runs.length === 0 ? null : new Date(Math.max(...runs.map(Number)))
  return {
    total: jobs.length,
    running: count(({ isRunning }) => isRunning),
    failing: count(({ failingSince }) => failingSince !== null),
    overdue: count(isOverdue),
    lastRunAt: iso(last),
  }
}

function keyView({ keyId, isCurrent, left, clearedAt }: KeyReading) {
  return { keyId, isCurrent, left, isCleared: clearedAt !== null }
}

function platformView(reading: PlatformReading) {
  const { platform, calls, unanswered, awayMs, budgets, off = [] } = reading
  const used = Math.max(0, ...budgets.map((budget) => budget.used))
  const name = PLATFORM_NAMES[platform]
  return { platform, name, calls, unanswered, away: awayMs > 0, used, off: [...off] }
}
