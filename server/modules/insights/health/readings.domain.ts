/**
 * What the health page is told. `null` in place of an area: it did not answer in time. Counts stop at `COUNTED_UP_TO`, so
 * that asking costs the same however much there is.
 */
export type Readings = Readonly<{
  events: EventReadings | null
  deliveries: DeliveryReadings | null
  welcome: WelcomeReadings | null
  payments: PaymentReadings | null
  jobs: JobReadings | null
  reconciliations: ReconciliationReadings | null
  platforms: PlatformReadings | null
  keys: KeyReadings | null
}>

/** More than this many are counted as this many. */
export const COUNTED_UP_TO = 10_000

/** Real time throughout: arrivals are stamped by the process that stored them. */
export type EventReadings = Readonly<{
  pending: number
  leased: number
  waiting: number
  dead: number
  /** Unfinished events beyond which callbacks are refused. */
  limit: number
  oldestPendingAt: Date | null
  oldestDeadAt: Date | null
  /** Events that wait for another one for longer than is normal. */
  waitingLong: number
  oldestWaitingAt: Date | null
  /** Leases that ran out and that nobody has freed. */
  stuckLeases: number
  /** Events that one process after the other fell silent over. */
  lapsedRepeatedly: number
  /** Since when refused events may be missing; null: nothing is. */
  gapSince: Date | null
  lastReceivedAt: Date | null
  /** The last callback of WeCom, which comes by itself while people live. */
  lastWecomAt: Date | null
  /** When the oldest event was done whose content is still kept. */
  oldestContentAt: Date | null
}>

/** Real time. */
export type DeliveryReadings = Readonly<{
  pending: number
  leased: number
  dead: number
  oldestPendingAt: Date | null
  oldestDeadAt: Date | null
}>

/** The last 24 hours, business time. */
export type WelcomeReadings = Readonly<{
  sent: number
  expired: number
  failed: number
  p50Ms: number | null
  p99Ms: number | null
  /** The first that came too late or was refused. */
  firstMissedAt: Date | null
}>

/** Business time. */
export type PaymentReadings = Readonly<{
  /** WeChat may know their number and has not told us an end. */
  unfinished: number
  oldestUnfinishedAt: Date | null
  incidents: number
  incidentsFen: number
  oldestIncidentAt: Date | null
}>

export type JobReading = Readonly<{
  title: string
  isRunning: boolean
  /** Business time. */
  dueAt: Date
  /** How long it is past its time with nobody at it; 0 before. */
  overdueMs: number
  /** Real time, like the rest. */
  lastRunAt: Date | null
  failingSince: Date | null
  lastSummary: string | null
}>
export type JobReadings = readonly JobReading[]

/** The last comparison of a subject that came to its end; business time. */
export type ReconciliationReading = Readonly<{
  subject: 'contacts' | 'payments'
  finishedAt: Date
  seen: number
  differences: number
  /** Differences that took the way of an event; the others wait for a person. */
  repaired: number
}>
export type ReconciliationReadings = readonly ReconciliationReading[]

export type PlatformName = 'wecom' | 'wechat-mini' | 'wechat-pay'

export type PlatformReading = Readonly<{
  platform: PlatformName
  /** Calls of this process in the last minutes, and those that got no answer. */
  calls: number
  unanswered: number
  lastUnansweredAt: Date | null
  /** How long the circuit has been open, as this process sees it; 0 while it is closed. */
  awayMs: number
  /** Part of the calls that the platform allows that are spent, of all processes; 0 to 1. */
  budgets: readonly Readonly<{
    /** `*`: all APIs of the account together. */
    api: string
    used: number
    /** The platform asked for a pause of which this is left; 0: none. */
    closedForMs: number
  }>[]
  /** What it does not do for this app and need not: a right that was tried once and is not there. */
  off?: readonly string[]
  /** Settings that the platform refused in the last hour. */
  refused: readonly Readonly<{ api: string; code: string; firstAt: Date }>[]
}>

export type PlatformReadings = readonly PlatformReading[]

/** A key of PII_KEYS, or one that stored values still need. Real time. */
export type KeyReading = Readonly<{
  keyId: string
  isCurrent: boolean
  /** Among PII_KEYS of the answering process. */
  isGiven: boolean
  /** A process encrypts with it. */
  isEncrypting: boolean
  /** Values under it when they were last counted; null: never counted. */
  left: number | null
  countedAt: Date | null
  /** Nothing needs it any more. */
  clearedAt: Date | null
}>
export type KeyReadings = readonly KeyReading[]

/** Events, deliveries and lease times are real; orders, payments and schedules follow the business clock. */
export type Now = Readonly<{ real: Date; business: Date }>
