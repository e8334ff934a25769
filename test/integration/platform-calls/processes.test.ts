import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { allMigrations } from '../../../server/composition/catalogues.js'
import { createSandbox, serverEnvironment, type Sandbox } from '../../../scripts/sandbox/index.js'
import { sandboxClient, type SandboxClient } from '../../../scripts/clients/sandbox-client.js'
import { waitUntil } from '../../../scripts/clients/wait-until.js'
import { useDatabase } from '../../support/database.js'
import { startCaller, type Caller } from './caller-process.js'

jest.setTimeout(180_000)
const database = useDatabase(allMigrations, { suffix: '_callers' })
const HOURLY_CALLS = 200
const TOKEN_LIFE_MS = 7_200_000
const WITHIN = { withinMs: 60_000 }
const API = 'get_follow_user_list'

let folder: string
let sandbox: Sandbox
let control: SandboxClient
let callers: Caller[] = []

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'huike-callers-'))
  sandbox = await createSandbox({ seed: 7, dataDir: folder })
  control = sandboxClient(sandbox.url)
  callers = await Promise.all([start(), start()])
})
afterAll(async () => {
  await Promise.all(callers.map((caller) => caller.kill()))
  await sandbox.close()
  fs.rmSync(folder, { recursive: true, force: true })
})
/** A process that shares with the other one nothing but the database and WeCom. */
function start(): Promise<Caller> {
  const uri = new URL(database.uri)
  uri.pathname = `/${database.name}`
  return startCaller({
    ...serverEnvironment(sandbox.credentials),
    MONGODB_URI: uri.toString(),
    SESSION_SECRET: 'test-session-secret-0123456789',
    PII_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
    ADMIN_PASSWORD: 'test-admin-password',
    SANDBOX_URL: sandbox.url,
    HOURLY_CALLS: String(HOURLY_CALLS),
  })
}

const bothCall = (count: number) => Promise.all(callers.map((caller) => caller.call(count)))
const tokensFetched = async () => (await control.calls('gettoken')).length
const callsSent = async () => (await control.calls(API, 1_000)).length

/** A full bucket again, and two processes that have noticed. What is called from here on is counted from nothing. */
async function refilled(): Promise<void> {
  await control.send('DELETE', '/requests', z.unknown())
  await database.db.collection('call_budgets').deleteMany({})
  for (const caller of callers) {
    await waitUntil(async () => {
      if ((await caller.call(1)).ok === 0) {
        throw new Error('it still thinks that the bucket is spent')
      }
    }, WITHIN)
  }
}

// Guarantee: two processes together never call more often than the platform allows one account; what is too much is
// refused at once as worth trying again, and never sent.
test('two processes share one budget, and it is used to the last call', async () => {
  const got = await bothCall(HOURLY_CALLS)
  expect(got.reduce((sum, { ok }) => sum + ok, 0)).toBe(HOURLY_CALLS)
  expect(new Set(got.flatMap(({ failed }) => Object.keys(failed)))).toEqual(
    new Set(['wecom-frequency-limited']),
  )
  expect(await callsSent()).toBe(HOURLY_CALLS)
  expect(await tokensFetched()).toBe(1) // both began without one
})

// Guarantee: two processes that find the token gone at once fetch one new token, not one each.
test('given a revoked token, and one over its end, two processes fetch each time exactly one new one', async () => {
  await refilled()
  const all = { ok: 5, failed: {} }
  const before = await tokensFetched()

  await control.addFault({ kind: 'tokenRevoked', area: 'wecom', code: 40014, times: 1 })
  expect(await bothCall(5)).toEqual([all, all])
  expect(await tokensFetched()).toBe(before + 1)

  await control.advanceClock(TOKEN_LIFE_MS + 1_000)
  expect(await bothCall(5)).toEqual([all, all])
  expect(await tokensFetched()).toBe(before + 2)
})

// Guarantee: what a killed process had leased is lost capacity; the others never use it a second time.
test('a killed process takes its share with it', async () => {
  const [dying, living] = callers
  const before = await callsSent() // since the bucket was full
  dying?.begin(HOURLY_CALLS / 4)
  await waitUntil(async () => {
    if ((await callsSent()) === before) {
      throw new Error('nothing called yet')
    }
  }, WITHIN)
  await dying?.kill()
  const { ok } = (await living?.call(HOURLY_CALLS)) ?? { ok: 0 }
  expect(ok).toBeGreaterThan(0)
  expect(await callsSent()).toBeLessThanOrEqual(HOURLY_CALLS)
})
