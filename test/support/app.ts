import { buildApp, type App, type AppParts } from '../../server/app.js'
import type { Authenticators } from '../../server/platform/http/index.js'
import { createLog, type Log } from '../../server/platform/log/index.js'
import { createMetrics } from '../../server/platform/metrics/index.js'

/** Nobody is known: for routes that are public, or to see that the others refuse. */
export const nobody: Authenticators = {
  operator: () => Promise.resolve(null),
  customer: () => Promise.resolve(null),
  openApi: () => Promise.resolve(null),
}

export function silentLog(): Log {
  return createLog({ level: 'silent' })
}

/** A log whose lines can be read back. */
export function memoryLog(level = 'debug'): { log: Log; lines: () => string[] } {
  const written: string[] = []
  const destination = { write: (line: string) => void written.push(line) }
  return { log: createLog({ level, destination }), lines: () => [...written] }
}

type TestParts = Partial<AppParts> & Pick<AppParts, 'plugins'>

/** The real application around some plugins, ready for `inject`; close it after the tests. */
export async function testApp(parts: TestParts): Promise<App> {
  const app = await buildApp({
    log: silentLog(),
    metrics: createMetrics(),
    errorTables: [],
    authenticators: nobody,
    permissions: [],
    scopes: [],
    readiness: () => Promise.resolve([]),
    sandboxUrl: null,
    pages: [],
    ...parts,
  })
  await app.ready()
  return app
}
