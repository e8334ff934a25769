import closeWithGrace from 'close-with-grace'
import { setTimeout as pause } from 'node:timers/promises'
import { buildApp, type App } from './app.js'
import { secretsOf } from './config-secrets.js'
import type { Config } from './config.js'
import { composeDeps, type Deps, type DepsOptions } from './deps.js'
import { createLog } from './platform/log/index.js'
import { createMetrics } from './platform/metrics/index.js'

/** How long a stop may take; what is unfinished then is freed by its lease. */
const STOP_MS = 10_000
const READY_POLL_MS = 50
/** Connections that may wait to be taken: Node's 511 turns a burst of platforms' callbacks away for seconds. */
const LISTEN_BACKLOG = 4_096

/** What tests give a process of their own: shorter bounds, a later shape of the database. */
export type ProcessOptions = Pick<DepsOptions, 'limits' | 'migrations'>

/**
 * One process of the product: puts everything together, listens, works, and stops in order when it is told to. Answers
 * its port once it is ready.
 */
export async function runProcess(config: Config, options: ProcessOptions = {}): Promise<number> {
  const log = createLog({ level: config.process.logLevel, secrets: secretsOf(config) })
  const metrics = createMetrics({ ofProcess: true })
  const deps = await composeDeps(config, { log, metrics, ...options })
  const app = await buildApp(deps.app)
  stopInOrder(app, deps)
  const { port: wanted, host } = config.process
  await app.listen({ port: wanted, host, backlog: LISTEN_BACKLOG })
  await deps.start()
  while ((await deps.app.readiness()).length > 0) {
    await pause(READY_POLL_MS)
  }
  const port = portOf(app)
  log.info({ port, role: config.process.role }, 'listening')
  return port
}

/** Stops taking requests and rows, finishes what is under way, gives leases back, then closes the connections. */
function stopInOrder(app: App, deps: Deps): void {
  const { log } = deps.app
  const closing = closeWithGrace({ delay: STOP_MS, logger: log }, async ({ err, signal }) => {
    log.info({ signal, ...(err === undefined ? {} : { err }) }, 'stopping')
    await Promise.all([app.close(), deps.stop()])
    await deps.close()
    log.info('stopped')
  })
  // The parent that started this process is gone: nobody else would stop it.
  process.on('disconnect', closing.close)
}

function portOf(app: App): number {
  const address = app.server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}
