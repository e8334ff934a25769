import type { CallRecord } from '../../../server/platform/call-log/index.js'
import { callAlarms } from '../../../server/platform/call-alarms/index.js'
import {
  guardedClient,
  type ConfigAlarm,
  type HeldCall,
} from '../../../server/platform/call-guard/index.js'
import { circuitBreaker } from '../../../server/platform/circuit-breaker/index.js'
import { systemClock } from '../../../server/platform/clock/index.js'
import {
  bucketStore,
  callBudget,
  type Priority,
} from '../../../server/platform/rate-budget/index.js'
import { tokenCache } from '../../../server/platform/tokens/index.js'
import { CALL_BUDGETS, CIRCUIT_RULES } from '../../../server/composition/call-budgets.js'
import { wecomClient, wecomCodeRules } from '../../../server/integrations/wecom/index.js'
import { useDatabase } from '../../support/database.js'
import { startOutside, type Outside } from '../integrations/outside.js'

const database = useDatabase()
const plain = { encrypt: (text: string) => text, decrypt: (text: string) => text }
let outside: Outside
beforeAll(async () => {
  outside = await startOutside()
})
afterAll(() => outside.close())
beforeEach(async () => {
  await database.empty()
  outside.calls.length = 0
  await outside.control('PUT', '/faults', { faults: [] })
})

/** WeCom as one process of ours sees it, through its guard. Processes share the database and WeCom. */
function processOf({ priority = 'interactive' }: { priority?: Priority } = {}) {
  const { WECOM_API_BASE, WECOM_CORP_ID, WECOM_AGENT_ID, WECOM_APP_SECRET } =
    outside.sandbox.credentials
  const time = { ms: 0 }
  const alarms: ConfigAlarm[] = []
  const held: HeldCall[] = []
  const circuit = circuitBreaker({ rules: CIRCUIT_RULES, monotonicMs: () => time.ms })
  const guarded = (limits = CALL_BUDGETS.wecom) =>
    guardedClient({
      platform: 'wecom',
      http: outside.http('wecom', WECOM_API_BASE, 1_000),
      circuit,
      budget: callBudget({
        store: bucketStore(database.db),
        platform: 'wecom',
        account: WECOM_CORP_ID,
        limits,
      }),
      priority,
      rules: wecomCodeRules,
      onConfigError: (alarm) => alarms.push(alarm),
      onHeld: (call) => held.push(call),
      onError: (error) => {
        throw error
      },
    })
  const client = (http = guarded()) =>
    wecomClient({
      http,
      tokens: tokenCache({ db: database.db, cipher: plain }),
      settings: { corpId: WECOM_CORP_ID, agentId: WECOM_AGENT_ID, secret: WECOM_APP_SECRET },
      clock: systemClock,
      wait: () => Promise.resolve(),
    })
  return { wecom: client(), client, guarded, circuit, time, alarms, held }
}

const sent = (api: string) => outside.calls.filter((call: CallRecord) => call.api.endsWith(api))
const failure = (asked: Promise<unknown>) => asked.catch((error: unknown) => error)

describe('called too often', () => {
  // Guarantee: 45009 stops every process; what they then want is refused at once, without effect, with the time to wait.
  test('after one 45009 nobody calls that API, in no process, and other APIs go on', async () => {
    const [first, second] = [processOf(), processOf()]
    await outside.fault({ kind: 'frequencyLimit', area: 'wecom', match: 'get_follow', times: 1 })
    expect(await failure(first.wecom.listFollowStaff())).toMatchObject({ platformCode: '45009' })
    for (const { wecom, held } of [first, second]) {
      expect(await failure(wecom.listFollowStaff())).toMatchObject({
        code: 'wecom-frequency-limited',
        effect: 'none',
        retriable: true,
        retryAfterMs: expect.any(Number),
      })
      expect(held).toMatchObject([{ api: expect.stringContaining('follow'), reason: 'closed' }])
      expect(await wecom.listTags()).toEqual(expect.any(Array))
    }
    expect(sent('get_follow_user_list')).toHaveLength(1)
  })

  test('too many at once: a short pause for all, and then again', async () => {
    const { wecom } = processOf()
    await outside.fault({
      kind: 'errcode',
      area: 'wecom',
      match: 'get_follow',
      code: 45033,
      times: 1,
    })
    const refused = await failure(wecom.listFollowStaff())
    expect(refused).toMatchObject({ code: 'wecom-frequency-limited', retriable: true })
    const opened = { $set: { closedUntil: new Date(0) } }
    await database.db.collection('call_budgets').updateMany({}, opened)
    expect(await processOf().wecom.listFollowStaff()).toEqual(expect.any(Array))
  })

  // Guarantee: a reconcile that has used up all it may take leaves greetings and people their share.
  test('background calls stop earlier than interactive ones', async () => {
    const windowMs = 3_600_000
    const few = { ...CALL_BUDGETS.wecom, api: [{ limit: 11, burst: 10, windowMs }] }
    const [night, day] = [processOf({ priority: 'background' }), processOf()]
    const [nightly, daily] = [night.client(night.guarded(few)), day.client(day.guarded(few))]
    const pulled = await Promise.all(
      Array.from({ length: 12 }, () => failure(nightly.listFollowStaff())),
    )
    expect(pulled.filter((answer) => Array.isArray(answer))).toHaveLength(8)
    expect(await daily.listFollowStaff()).toEqual(expect.any(Array))
  })
})

describe('a platform that does not answer', () => {
  const broken = { kind: 'errorBefore', area: 'wecom', match: 'get_follow', status: 502 } as const

  // Guarantee: a platform in trouble is left alone, told so at once, and looked at again within half a second: a welcome
  // code lives 20 s.
  test('after five failures nothing is sent; one try after the pause, and then as before', async () => {
    const { wecom, circuit, time, held } = processOf()
    await wecom.listTags()
    await outside.fault({ ...broken, times: 6 })
    for (let call = 0; call < 5; call += 1) {
      expect(await failure(wecom.listFollowStaff())).toMatchObject({ effect: 'unknown' })
    }
    expect(circuit.health().state).toBe('open')
    expect(await failure(wecom.listTags())).toMatchObject({
      code: 'wecom-unavailable',
      effect: 'none',
      retriable: true,
      retryAfterMs: 500,
    })
    expect(held).toMatchObject([{ reason: 'circuit-open' }])
    expect(sent('get_follow_user_list')).toHaveLength(5)

    time.ms += 500
    expect(await failure(wecom.listFollowStaff())).toMatchObject({ effect: 'unknown' }) // the sixth
    time.ms += 500
    expect(await failure(wecom.listTags())).toMatchObject({ code: 'wecom-unavailable' })
    time.ms += 500
    expect(await wecom.listFollowStaff()).toEqual(expect.any(Array))
    expect(circuit.health()).toEqual({ state: 'closed', awayMs: 0 })
  })

  test('refusals are answers: they open nothing', async () => {
    const { wecom, circuit } = processOf()
    for (let call = 0; call < 8; call += 1) {
      expect(await wecom.getContact('wo_nobody')).toBeNull()
    }
    expect(circuit.health().state).toBe('closed')
  })
})

describe('settings that a platform refuses', () => {
  // Guarantee: a wrong setting is told to people, and not tried again.
  test('an alarm names platform, API and code; the call is made once', async () => {
    const { wecom, alarms } = processOf()
    await outside.fault({ kind: 'errcode', area: 'wecom', match: 'get_follow', code: 60020 })
    expect(await failure(wecom.listFollowStaff())).toMatchObject({
      code: 'wecom-config-wrong',
      retriable: false,
      reaction: 'config',
    })
    expect(alarms).toEqual([
      { platform: 'wecom', api: 'externalcontact/get_follow_user_list', code: '60020' },
    ])
    expect(sent('get_follow_user_list')).toHaveLength(1)
  })

  test('alarms are kept for all processes to see, one per code, written at most once a minute', async () => {
    const time = { ms: 0 }
    const mine = callAlarms({ db: database.db, monotonicMs: () => time.ms })
    const alarm = { platform: 'wecom', api: 'gettoken', code: '40001' }
    await Promise.all([mine.raise(alarm), mine.raise(alarm)])
    const others = callAlarms({ db: database.db })
    const [told] = await others.recent(60_000)
    expect(told).toMatchObject(alarm)
    await mine.raise(alarm)
    expect(await others.recent(60_000)).toEqual([told])
    time.ms += 60_000
    await mine.raise(alarm)
    const [later] = await others.recent(60_000)
    expect(later?.firstAt).toEqual(told?.firstAt)
    expect(later?.lastAt.getTime()).toBeGreaterThan(told?.lastAt.getTime() ?? 0)
    const old = { $set: { lastAt: new Date(Date.now() - 120_000) } }
    await database.db.collection('call_alarms').updateMany({}, old)
    expect(await others.recent(60_000)).toEqual([])
  })
})
