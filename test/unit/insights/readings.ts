import type {
  JobReading,
  KeyReading,
  PlatformReading,
  Readings,
  ReconciliationReading,
} from '../../../server/modules/insights/health/readings.domain.js'

// What the health page reads: all well, and one thing changed at a time.

export const NOW = new Date('2026-11-20T14:05:00+08:00') // a Friday
export const now = { real: NOW, business: NOW }
export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const ago = (ms: number): Date => new Date(NOW.getTime() - ms)

export const job: JobReading = {
  title: '核对',
  isRunning: false,
  dueAt: new Date(NOW.getTime() + HOUR),
  overdueMs: 0,
  lastRunAt: ago(HOUR),
  failingSince: null,
  lastSummary: null,
}
const platform: PlatformReading = {
  platform: 'wecom',
  calls: 100,
  unanswered: 0,
  lastUnansweredAt: null,
  awayMs: 0,
  budgets: [{ api: '*', used: 0.1, closedForMs: 0 }],
  refused: [],
}

const key: KeyReading = {
  keyId: 'k2',
  isCurrent: true,
  isGiven: true,
  isEncrypting: true,
  left: null,
  countedAt: null,
  clearedAt: null,
}

export const older = (change: Partial<KeyReading>): Readings => ({
  ...well,
  keys: [key, { ...key, keyId: 'k1', isCurrent: false, isEncrypting: false, ...change }],
})

export const round: ReconciliationReading = {
  subject: 'payments',
  finishedAt: ago(11 * HOUR),
  seen: 1_000,
  differences: 3,
  repaired: 3,
}

export const well = {
  events: {
    pending: 0,
    leased: 0,
    waiting: 0,
    dead: 0,
    limit: 200_000,
    oldestPendingAt: null,
    oldestDeadAt: null,
    waitingLong: 0,
    oldestWaitingAt: null,
    stuckLeases: 0,
    lapsedRepeatedly: 0,
    gapSince: null,
    lastReceivedAt: ago(SECOND),
    lastWecomAt: ago(MINUTE),
    oldestContentAt: ago(90 * 24 * HOUR),
  },
  deliveries: { pending: 0, leased: 0, dead: 0, oldestPendingAt: null, oldestDeadAt: null },
  welcome: { sent: 100, expired: 0, failed: 0, p50Ms: 300, p99Ms: 900, firstMissedAt: null },
  payments: {
    unfinished: 0,
    oldestUnfinishedAt: null,
    incidents: 0,
    incidentsFen: 0,
    oldestIncidentAt: null,
  },
  jobs: [job],
  reconciliations: [round],
  platforms: [platform],
  keys: [key],
} as const satisfies Readings

export const events = (change: Partial<NonNullable<Readings['events']>>): Readings => ({
  ...well,
  events: { ...well.events, ...change },
})
export const deliveries = (change: Partial<NonNullable<Readings['deliveries']>>): Readings => ({
  ...well,
  deliveries: { ...well.deliveries, ...change },
})
export const welcome = (change: Partial<NonNullable<Readings['welcome']>>): Readings => ({
  ...well,
  welcome: { ...well.welcome, ...change },
})
export const payments = (change: Partial<NonNullable<Readings['payments']>>): Readings => ({
  ...well,
  payments: { ...well.payments, ...change },
})
export const jobs = (...changes: Partial<JobReading>[]): Readings => ({
  ...well,
  jobs: changes.map((change, index) => ({ ...job, title: `任务${index}`, ...change })),
})
export const platforms = (change: Partial<PlatformReading>): Readings => ({
  ...well,
  platforms: [{ ...platform, ...change }],
})
export const compared = (change: Partial<ReconciliationReading>): Readings => ({
  ...well,
  reconciliations: [{ ...round, ...change }],
})
export const waitedFor = (ms: number) => events({ pending: 1, oldestPendingAt: ago(ms) })
export const queued = (share: number) =>
  events({ pending: 200_000 * share, oldestPendingAt: ago(SECOND) })
export const undelivered = (ms: number) => deliveries({ pending: 1, oldestPendingAt: ago(ms) })
export const unpaid = (ms: number) => payments({ unfinished: 1, oldestUnfinishedAt: ago(ms) })
export const silentSince = (at: string) => events({ lastWecomAt: new Date(at) })
