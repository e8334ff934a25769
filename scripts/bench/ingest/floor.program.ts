import { callbackDoors } from '../../../server/composition/callback-doors.js'
import { platforms } from '../../../server/composition/platforms.js'
import { buildApp } from '../../../server/app.js'
import { secretsOf } from '../../../server/config-secrets.js'
import { loadConfig } from '../../../server/config.js'
import { composeDeps } from '../../../server/deps.js'
import { LIMITS } from '../../../server/limits.js'
import { callbackRoutes } from '../../../server/modules/inbox/callbacks.routes.js'
import { inboxRepository } from '../../../server/modules/inbox/inbox.repository.js'
import { inboxService } from '../../../server/modules/inbox/inbox.service.js'
import { systemClock } from '../../../server/platform/clock/index.js'
import { piiCipher } from '../../../server/platform/crypto/index.js'
import { createLog } from '../../../server/platform/log/index.js'
import { createMetrics } from '../../../server/platform/metrics/index.js'
import { outboxStore } from '../../../server/platform/outbox/index.js'
import { wakeSignal } from '../../../server/platform/queue/index.js'

// The floor of ingest: the product's own app, hooks, logger, door, service and row (verify, decrypt, parse, hash, encrypt).
// Only the insert is missing: every row is taken as stored at once.

const config = loadConfig()
const log = createLog({ level: config.process.logLevel, secrets: secretsOf(config) })
const metrics = createMetrics({ ofProcess: true })
const deps = await composeDeps(config, { log, metrics })
const { db } = deps
const cipher = piiCipher(config.secrets.piiKeys)
const rows = inboxRepository({ db, cipher, writer: { insert: () => Promise.resolve('stored') } })
const outbox = outboxStore({ db, cipher, subscribers: () => [] })
const wake = { fast: wakeSignal(), normal: wakeSignal() }
const inbox = inboxService({ inbox: rows, outbox, wake, backlogLimit: LIMITS.backlog })
const { pay } = platforms({
  ...{ config, db, cipher, log },
  metrics: createMetrics(), // these calls are counted by themselves
  clock: systemClock,
  limits: LIMITS,
})
const doors = callbackDoors({ config, clock: systemClock, pay, settleMs: LIMITS.settleMs })
const app = await buildApp({ ...deps.app, plugins: [callbackRoutes({ inbox, doors })] })
await app.listen({ port: config.process.port, host: config.process.host })
await deps.start()
const address = app.server.address()
log.info({ port: typeof address === 'object' ? address?.port : 0 }, 'listening')
