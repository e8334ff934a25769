import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { waitUntil } from '../../../scripts/clients/wait-until.js'
import { CALL_BUDGETS, CIRCUIT_RULES } from '../../../server/composition/call-budgets.js'
import { platforms } from '../../../server/composition/platforms.js'
import { loadConfig } from '../../../server/config.js'
import { systemClock } from '../../../server/platform/clock/index.js'
import { piiCipher } from '../../../server/platform/crypto/index.js'
import { createMetrics } from '../../../server/platform/metrics/index.js'
import { CHUNK_LIFE_MS } from '../../../server/platform/rate-budget/index.js'
import { createSandbox, serverEnvironment, type Sandbox } from '../../../scripts/sandbox/index.js'
import { sandboxClient } from '../../../scripts/clients/sandbox-client.js'
import { memoryLog } from '../../support/app.js'
import { useDatabase } from '../../support/database.js'
import { testEnvironment } from '../../support/environment.js'

const database = useDatabase()
beforeEach(() => database.empty())

let folder: string
let sandbox: Sandbox
beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'huike-visible-'))
  sandbox = await createSandbox({ seed: 7, dataDir: folder })
})
afterAll(async () => {
  await sandbox.close()
  fs.rmSync(folder, { recursive: true, force: true })
})

const WITHIN = { withinMs: 60_000 }
/** A hundred calls an hour: what is spent stays spent while the test looks. */
const api = [{ limit: 101, burst: 100, windowMs: 3_600_000 }]
const wecom = { ...CALL_BUDGETS.wecom, api }

/** The clients as a process of the product has them. */
function processOf() {
  const metrics = createMetrics()
  const { log, lines } = memoryLog('warn')
  const platform = platforms({
    config: loadConfig(testEnvironment(serverEnvironment(sandbox.credentials))),
    db: database.db,
    cipher: piiCipher(new Map([['k1', Buffer.alloc(32, 1)]])),
    clock: systemClock,
    log,
    metrics,
    limits: {
      callBudgets: { ...CALL_BUDGETS, wecom },
      circuit: CIRCUIT_RULES,
      callChunkMs: CHUNK_LIFE_MS,
    },
  })
  return { ...platform, metrics, lines }
}

// Guarantee: an operator sees what holds calls back: spent budgets, pauses, silent platforms, refused settings.
test('metrics, health and log tell about budgets, pauses, tokens and refused settings', async () => {
  const { wecom, background, metrics, health, lines, close } = processOf()
  const control = sandboxClient(sandbox.url)
  await wecom.listFollowStaff()
  await background.wecom.listTags()
  await control.addFault({ kind: 'frequencyLimit', area: 'wecom', match: 'get_follow', times: 1 })
  await control.addFault({ kind: 'errcode', area: 'wecom', match: 'tag', code: 48002, times: 1 })
  const failed = { retriable: expect.any(Boolean) as boolean }
  await expect(wecom.listFollowStaff()).rejects.toMatchObject(failed)
  await expect(wecom.listFollowStaff()).rejects.toMatchObject(failed)
  await expect(wecom.listTags()).rejects.toMatchObject({ code: 'wecom-config-wrong' })

  const text = await metrics.scrape()
  const follow = 'platform="wecom",api="externalcontact/get_follow_user_list"'
  expect(valueOf(text, 'huike_call_budget_used_ratio', follow)).toBeGreaterThan(0)
  expect(valueOf(text, 'huike_call_budget_closed_seconds', follow)).toBeGreaterThan(50)
  expect(valueOf(text, 'huike_platform_calls_held_total', `${follow},reason="closed"`)).toBe(1)
  const token = 'platform="wecom",token="access-token",outcome="fetched"'
  expect(valueOf(text, 'huike_platform_token_refreshes_total', token)).toBe(1)
  const settings = 'platform="wecom",code="48002"'
  expect(valueOf(text, 'huike_platform_config_errors_total', settings)).toBe(1)
  expect(valueOf(text, 'huike_platform_circuit_open', 'platform="wechat-pay"')).toBe(0)

  // The caller is answered before the alarm is stored.
  const first = await waitUntil(async () => {
    const [wecomHealth] = await health()
    expect(wecomHealth).toMatchObject({
      platform: 'wecom',
      circuit: { state: 'closed', awayMs: 0 },
      alarms: [{ api: 'externalcontact/get_corp_tag_list', code: '48002' }],
    })
    return wecomHealth
  }, WITHIN)
  const closed = first?.budgets.filter(({ closedForMs }) => closedForMs > 0)
  expect(closed?.map(({ api }) => api)).toEqual(['externalcontact/get_follow_user_list'])
  expect(lines().filter((line) => line.includes('refuses our settings'))).toHaveLength(1)
  await close()
})

// Guarantee: what one process learnt, every other one shows: alarms and pauses stand in the database.
test('another process shows the same', async () => {
  const first = processOf()
  const fault = { kind: 'errcode', area: 'wecom', match: 'tag', code: 60020, times: 1 }
  await sandboxClient(sandbox.url).addFault(fault)
  await expect(first.wecom.listTags()).rejects.toMatchObject({ retriable: false })
  await first.close()
  const second = processOf()
  await waitUntil(async () => {
    const [wecomHealth] = await second.health()
    expect(wecomHealth?.alarms).toMatchObject([{ code: '60020' }])
  }, WITHIN)
  await second.close()
})

function valueOf(text: string, name: string, labels: string): number {
  const line = text.split('\n').find((one) => one.startsWith(`${name}{${labels}}`))
  return Number(line?.split(' ').at(-1) ?? Number.NaN)
}
