import net from 'node:net'
import { useDatabase } from '../../support/database.js'
import { testEnvironment } from '../../support/environment.js'
import { useServerProcesses } from '../../support/server-process.js'

const DEADLINE_MS = 90_000
const database = useDatabase([], { suffix: '_process' })
const processes = useServerProcesses()

function environment(overrides: Record<string, string | undefined> = {}) {
  const uri = new URL(database.uri)
  uri.pathname = `/${database.name}`
  return testEnvironment({ MONGODB_URI: uri.href, PORT: '0', ...overrides })
}

// Guarantee: a process that is not configured says everything that is wrong, and never half starts.
test(
  'an incomplete environment ends with 1 and every name',
  async () => {
    const { code, output } = await processes.start({ ROLE: 'worker' }).ended
    expect(code).toBe(1)
    for (const name of [
      'MONGODB_URI',
      'SESSION_SECRET',
      'PII_KEYS',
      'WECOM_CORP_ID',
      'PAY_MCH_ID',
    ]) {
      expect(output).toContain(`${name}: `)
    }
    expect(output).not.toContain('    at ')
  },
  DEADLINE_MS,
)

test(
  'without ADMIN_PASSWORD an empty database is refused, by that name',
  async () => {
    await database.db.dropDatabase()
    const { code, output } = await processes.start(environment({ ADMIN_PASSWORD: undefined })).ended
    expect(code).toBe(1)
    expect(output).toContain('ADMIN_PASSWORD: ')
  },
  DEADLINE_MS,
)

test(
  'a complete one listens once it is ready, and stops in order on SIGTERM',
  async () => {
    const server = processes.start(environment())
    const port = await server.listening
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`)
    expect(ready.status).toBe(200)
    server.kill('SIGTERM')
    const { code, output } = await server.ended
    expect(code).toBe(0)
    expect(output).toContain('"msg":"stopped"')
    for (const secret of ['test-session-secret', 'wecom-secret', 'mini-secret', 'v3-key-of']) {
      expect(output).not.toContain(secret)
    }
  },
  DEADLINE_MS,
)

test(
  'a port that is taken is named',
  async () => {
    const holder = net.createServer()
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve))
    const { port } = holder.address() as net.AddressInfo
    const { code, output } = await processes.start(environment({ PORT: String(port) })).ended
    holder.close()
    expect(code).toBe(1)
    expect(output).toContain(`Port ${port} (PORT)`)
  },
  DEADLINE_MS,
)
