import type { Logger } from 'pino'
import type { Clock } from '../../platform/clock/index.js'
import type { PiiCipher } from '../../platform/crypto/index.js'
import { transactions, type Db, type InTransaction } from '../../platform/mongo/index.js'
import type { OutboxStore } from '../../platform/outbox/index.js'
import type { AnyStep, Lane } from '../../platform/pipeline/index.js'
import type { WakeSignal } from '../../platform/queue/index.js'
import type { Audit } from '../operators/index.js'
import { callbackRoutes } from './callbacks.routes.js'
import { inboxConsoleRoutes } from './console.routes.js'
import { inboxConsole } from './console.service.js'
import { watchFastLane } from './fast-lane.watch.js'
import { gapKeeper, type GapTimes, type Reconciling } from './gap.js'
import { gapRepository } from './gap.repository.js'
import { inboxHealth } from './health.js'
import type { CallbackDoors, OpenEventRules, WelcomeFigures } from './inbox.ports.js'
import { inboxRepository } from './inbox.repository.js'
import { inboxService } from './inbox.service.js'
import { inboxWorker } from './inbox.worker.js'
import { openEventsService } from './open-events.service.js'
import { openEventRoutes } from './open.routes.js'
import type { BatchParts } from './work-batch.js'
import { replayRoutes } from './replays.routes.js'
import { replays } from './replays.service.js'
import { retentionJob } from './retention.job.js'
import { retentionRepository } from './retention.repository.js'
import { retries } from './retries.service.js'

type Deps = Readonly<{
  db: Db
  cipher: PiiCipher
  clock: Clock
  outbox: OutboxStore
  wake: Readonly<Record<Lane, WakeSignal>>
  backlogLimit: number
  /** Who makes good what refused callbacks would have told; nobody unless given. */
  reconciling?: Reconciling
  gapTimes?: GapTimes
  log?: Logger
}>

const NOBODY: Reconciling = { jobs: [], request: () => Promise.resolve(false) }

/** The intake: stores and counts. Steps, doors and rules come from modules above, which need the intake themselves. */
export function inboxModule(deps: Deps) {
  const { db, cipher, clock, outbox, wake, backlogLimit, reconciling = NOBODY } = deps
  const rows = inboxRepository({ db, cipher })
  const gaps = gapRepository(db)
  const lastReceivedAt = () => rows.lastReceivedAt()
  const gap = gapKeeper({ gaps, lastReceivedAt, reconciling, times: deps.gapTimes, log: deps.log })
  const inbox = inboxService({ inbox: rows, outbox, wake, backlogLimit, gap })
  const retention = retentionRepository(db)
  const health = inboxHealth({ rows, backlogLimit, gaps, retention })

  return {
    inbox,
    jobs: [retentionJob(retention)],

    health,

    /** For processes that work: events with a welcome code that others store are seen at once. */
    watchFastLane: (onError: (error: unknown) => void) =>
      watchFastLane(rows, { wake: wake.fast, onError }),
    lastReceivedAt: () => rows.lastReceivedAt(),
    oldestPendingAt: () => rows.oldestAt('pending'),

    worker: <Fact>(
      parts: Readonly<{
        steps: readonly AnyStep<Fact>[]
        decode(event: { source: string; type: string; payload: string }): unknown
        inTransaction: InTransaction
        leaseMs: Readonly<Record<Lane, number>>
        idleMs?: Readonly<Record<Lane, number>>
        onCommitted(): void
        onAttempts?: BatchParts<Fact>['onAttempts']
        log: Logger
      }>,
    ) => inboxWorker({ inbox: rows, outbox, wake, ...parts }),

    routes: (
      parts: Readonly<{
        doors: CallbackDoors
        rules: OpenEventRules
        audit: Pick<Audit, 'record'>
        welcome(): Promise<WelcomeFigures>
      }>,
    ) => {
      const { doors, rules, audit, welcome } = parts
      const events = openEventsService({ inbox, rows, rules, clock })
      const desk = inboxConsole({ rows, health, welcome })
      const inTransaction = transactions(db)
      return [
        callbackRoutes({ inbox, doors }),
        openEventRoutes({ inbox, events }),
        inboxConsoleRoutes(desk),
        replayRoutes({
          events: replays({ rows, inTransaction, audit, wake }),
          deliveries: retries({ outbox, inTransaction, audit }),
        }),
      ]
    },
  }
}
