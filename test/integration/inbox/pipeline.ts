import { LIMITS } from '../../../server/limits.js'
import { inboxMigrations } from '../../../server/modules/inbox/index.js'
import { inboxRepository } from '../../../server/modules/inbox/inbox.repository.js'
import { inboxService } from '../../../server/modules/inbox/inbox.service.js'
import { inboxWorker } from '../../../server/modules/inbox/inbox.worker.js'
import { piiCipher } from '../../../server/platform/crypto/index.js'
import { transactions, type Db } from '../../../server/platform/mongo/index.js'
import {
  outboxMigrations,
  outboxRelay,
  outboxStore,
  type AnySubscriber,
} from '../../../server/platform/outbox/index.js'
import type { AnyStep, Lane, NewInboundEvent } from '../../../server/platform/pipeline/index.js'
import { wakeSignal } from '../../../server/platform/queue/index.js'
import { silentLog } from '../../support/app.js'

export const pipelineMigrations = [...inboxMigrations, ...outboxMigrations]

const cipher = piiCipher(new Map([['k1', Buffer.alloc(32, 7)]]))

type Parts = Readonly<{
  db: Db
  steps: readonly AnyStep<never>[]
  subscribers?: readonly AnySubscriber[]
  leaseMs?: Readonly<Record<Lane, number>> | undefined
}>

/** Inbox, worker, outbox and relay around the given steps, ticked by hand. */
export function pipeline({ db, steps, subscribers = [], leaseMs = LIMITS.inboxLeaseMs }: Parts) {
  const inTransaction = transactions(db)
  const wake = { fast: wakeSignal(), normal: wakeSignal() }
  const rows = inboxRepository({ db, cipher })
  const outbox = outboxStore({ db, cipher, subscribers: () => subscribers })
  const inbox = inboxService({ inbox: rows, outbox, wake, backlogLimit: LIMITS.backlog })
  const relay = outboxRelay({
    leaseMs: LIMITS.outboxLeaseMs,
    parallel: LIMITS.outboxParallel,
    store: outbox,
    subscribers: () => subscribers,
    inTransaction,
    wake: wakeSignal(),
    fastWake: wakeSignal(),
    log: silentLog(),
  })
  const worker = () =>
    inboxWorker({
      leaseMs,
      inbox: rows,
      outbox,
      inTransaction,
      steps,
      decode: ({ payload }) => JSON.parse(payload) as unknown,
      wake,
      onCommitted: () => undefined,
      log: silentLog(),
    })
  return { rows, outbox, inbox, relay, worker }
}

/** An event as a source would send it. */
export function event(
  key: string,
  data: object,
  more: Partial<NewInboundEvent> = {},
): NewInboundEvent {
  return {
    key,
    source: 'test',
    type: 'test.happened',
    partitionKey: key,
    occurredAt: new Date('2026-03-01T10:00:00+08:00'),
    payload: JSON.stringify(data),
    ...more,
  }
}
