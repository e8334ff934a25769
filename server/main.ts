import { ConfigInvalid, loadConfig } from './config.js'
import { AppError } from './platform/errors/index.js'
import { runProcess } from './run-process.js'

// Starts one process of the product from the environment; the only place that ends one.

try {
  await runProcess(loadConfig())
} catch (error) {
  process.stderr.write(`${explain(error)}\n`)
  process.exit(1)
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
