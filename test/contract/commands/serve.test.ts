import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createSandbox, serverEnvironment, type Sandbox } from '../../../scripts/sandbox/index.js'
import { refuseRealDatabase } from '../../support/database.js'
import { freePort, isOpen, runCommand, startCommand } from './run-command.js'

const START_MS = 240_000

// contract.md 2: what `serve` cannot do without.
const REQUIRED = [
  ...['SESSION_SECRET', 'PII_KEYS'],
  ...['CORP_ID', 'AGENT_ID', 'APP_SECRET', 'CALLBACK_TOKEN', 'CALLBACK_AES_KEY'].map(
    (name) => `WECOM_${name}`,
  ),
  ...['APP_ID', 'APP_SECRET', 'PUSH_TOKEN', 'PUSH_AES_KEY'].map((name) => `MINI_${name}`),
  ...['MCH_ID', 'API_V3_KEY', 'MERCHANT_SERIAL', 'MERCHANT_CERT_FILE', 'PRIVATE_KEY_FILE'].map(
    (name) => `PAY_${name}`,
  ),
]

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'huike-serve-'))
let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await createSandbox({ dataDir: path.join(folder, 'sandbox') })
})
afterAll(async () => {
  await sandbox.close()
  fs.rmSync(folder, { recursive: true, force: true })
})

/** Everything that the contract asks for, with the sandbox as WeChat. */
function complete(): Record<string, string> {
  return {
    ...serverEnvironment(sandbox.credentials),
    SESSION_SECRET: 'serve-test-secret-0123456789',
    PII_KEYS: `k1:${Buffer.alloc(32, 3).toString('base64')}`,
    ADMIN_PASSWORD: 'serve-test-password',
    OPEN_API_KEYS: 'till:serve-test-key-0123',
    SANDBOX_URL: sandbox.url,
    DATA_DIR: folder,
  }
}

test(
  'npm run serve: an incomplete configuration is refused, and every missing variable is named',
  async () => {
    const { code, output } = await runCommand('npm run serve', { DATA_DIR: folder })
    expect(code).not.toBe(0)
    expect(REQUIRED.filter((name) => !output.includes(name))).toEqual([])
  },
  START_MS,
)

test(
  'npm run serve: a wrong variable is named without its value',
  async () => {
    const environment = { ...complete(), PII_KEYS: 'k1:not-thirty-two-bytes', PORT: '70000' }
    const { code, output } = await runCommand('npm run serve', environment)
    expect(code).not.toBe(0)
    expect(output).toContain('PII_KEYS')
    expect(output).toContain('PORT')
    expect(output).not.toContain('not-thirty-two-bytes')
  },
  START_MS,
)

test.each(['api', 'worker'])(
  'npm run serve: ROLE=%s needs a database of its own choice',
  async (role) => {
    const { code, output } = await runCommand('npm run serve', { ...complete(), ROLE: role })
    expect(code).not.toBe(0)
    expect(output).toContain('MONGODB_URI')
  },
  START_MS,
)

test(
  'npm run serve: a complete one starts on the embedded database, says so in one line, works, and stops in order',
  async () => {
    const port = await freePort()
    const server = startCommand('npm run serve', { ...complete(), PORT: String(port) })
    try {
      await server.says(/"msg":"listening"/, START_MS)
      const lines = server
        .output()
        .split('\n')
        .filter((line) => line.includes('"msg":"listening"'))
      expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([{ port }])
      expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200)
      const stats = await fetch(`http://127.0.0.1:${port}/open/v1/inbox/stats`, {
        headers: { authorization: 'Bearer serve-test-key-0123' },
      })
      expect(await stats.json()).toMatchObject({ pending: 0, dead: 0 })
    } finally {
      await server.interrupt()
    }
    // the shell that npm starts dies of Ctrl-C itself, so the exit code says nothing
    expect(server.output()).toContain('"msg":"stopped"')
    expect(await isOpen(port)).toBe(false)
  },
  START_MS,
)

test(
  'npm run serve: ADMIN_PASSWORD is asked for on an empty database only',
  async () => {
    const { ADMIN_PASSWORD: _password, ...environment } = complete()
    const name = `test_serve_${process.env.JEST_WORKER_ID ?? '1'}_${process.pid}`
    refuseRealDatabase(name)
    const uri = new URL(process.env.MONGODB_URI ?? '')
    uri.pathname = `/${name}`
    const onEmpty = await runCommand('npm run serve', {
      ...environment,
      MONGODB_URI: uri.toString(),
      PORT: String(await freePort()),
    })
    expect(onEmpty.code).not.toBe(0)
    expect(onEmpty.output).toContain('ADMIN_PASSWORD')
  },
  START_MS,
)
