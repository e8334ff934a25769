import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { consoleClient } from '../../../scripts/clients/console-client.js'
import { freePort, isOpen, runCommand, startCommand, type Running } from './run-command.js'

// Guarantee: one command shows the product to somebody who has no account and has read nothing; what happened in it is
// there again after Ctrl-C and a second start.

const FIRST_START_MS = 300_000
const NEXT_START_MS = 60_000
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'huike-start-'))
const demoMark = path.join(folder, 'demo-loaded.json')
const READY = 'Huike is running'

let environment: Record<string, string>
let ports: readonly number[]
beforeAll(async () => {
  const [port, sandboxPort] = [await freePort(), await freePort()]
  ports = [port, sandboxPort]
  environment = { DATA_DIR: folder, PORT: String(port), SANDBOX_PORT: String(sandboxPort) }
})
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

const serverUrl = () => `http://127.0.0.1:${ports[0]}`
const sandboxUrl = () => `http://127.0.0.1:${ports[1]}`

async function customersAt(running: Running): Promise<number> {
  const [, password = ''] = /log in as admin \/ (\S+)/.exec(running.output()) ?? []
  const console = consoleClient(serverUrl())
  await console.logIn({ username: 'admin', password })
  return (await console.customers({ limit: 1 })).total
}

async function stop(running: Running): Promise<void> {
  await running.interrupt()
  expect(await Promise.all(ports.map(isOpen))).toEqual([false, false])
}

test(
  'npm start: everything from one command, with demo data, stories on it, and its data again at the next start',
  async () => {
    const first = startCommand('npm start', environment)
    try {
      await first.says(READY, FIRST_START_MS)
      expect(first.output()).toContain(`${serverUrl()}/console/`)
      expect(await customersAt(first)).toBe(2_000)
      const pages = ['/console/', '/sidebar/', '/m/', '/docs'].map((page) => serverUrl() + page)
      const answers = await Promise.all([...pages, sandboxUrl()].map((page) => fetch(page)))
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])

      const taken = await runCommand('npm start', { ...environment, DATA_DIR: `${folder}-2` })
      expect(taken.code).not.toBe(0)
      expect(taken.output).toContain(`Port ${ports[0]} (PORT)`)

      // with the keys that lie beside its data
      const where = `--server ${serverUrl()} --sandbox ${sandboxUrl()}`
      const story = await runCommand(`npm run story -- first-visit ${where}`, environment)
      expect(story).toMatchObject({ code: 0 })
    } finally {
      await stop(first)
    }

    const startedAt = Date.now()
    const second = startCommand('npm start', environment)
    try {
      await second.says(READY, NEXT_START_MS)
      expect(Date.now() - startedAt).toBeLessThan(NEXT_START_MS)
      expect(second.output()).not.toContain('Loading demo data')
      expect(await customersAt(second)).toBe(2_001)
    } finally {
      await stop(second)
    }
  },
  FIRST_START_MS * 2,
)

test(
  'npm start -- --fresh: begins with empty data',
  async () => {
    expect(fs.existsSync(demoMark)).toBe(true)
    const fresh = startCommand('npm start -- --fresh', environment)
    try {
      await fresh.says('Loading demo data', FIRST_START_MS)
      expect(fs.existsSync(demoMark)).toBe(false)
    } finally {
      await stop(fresh)
    }
  },
  FIRST_START_MS,
)
