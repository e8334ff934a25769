import closeWithGrace from 'close-with-grace'
import { setTimeout as pause } from 'node:timers/promises'
import { buildApp, type App } from './app.js'
import { ConfigInvalid, loadConfig, type Config } from './config.js'
import { composeDeps, type Deps } from './deps.js'
import { AppError } from './platform/errors/index.js'
import { createLog } from './platform/log/index.js'
import { createMetrics } from './platform/metrics/index.js'

// One process of the product: reads the environment, puts everything together, listens, works, and stops in order.

/** How long a stop may take; what is unfinished then is freed by its lease. */
const STOP_MS = 10_000
const READY_POLL_MS = 50

try {
  await run(loadConfig())
} catch (error) {
  process.stderr.write(`${explain(error)}\n`)
  process.exit(1)
}

async function run(config: Config): Promise<void> {
  const log = createLog({ level: config.process.logLevel })
  const deps = await composeDeps(config, { log, metrics: createMetrics({ ofProcess: true }) })
  const app = await buildApp(deps.app)
  stopInOrder(app, deps)
  await app.listen({ port: config.process.port, host: config.process.host })
  await deps.start()
  while ((await deps.app.readiness()).length > 0) {
    await pause(READY_POLL_MS)
  }
  log.info({ port: portOf(app), role: config.process.role }, 'listening')
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

/** What the operator must do, where that is known; else the error itself. */
function explain(error: unknown): string {
  if (error instanceof ConfigInvalid) {
    return error.message
  }
  if (error instanceof AppError && error.detail !== undefined) {
    return error.detail
  }
  const { code, port, address } = error as { code?: string; port?: number; address?: string }
  if (code === 'EADDRINUSE') {
    return `Port ${port} (PORT) on ${address} is taken: stop what listens there or choose another one.`
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
