import {
  bucketStore,
  callBudget,
  type PlatformLimits,
} from '../../../server/platform/rate-budget/index.js'
import { connect, type Db } from '../../../server/platform/mongo/index.js'
import { useDatabase } from '../../support/database.js'

const database = useDatabase()
let counted: Db
const commands: string[] = []
beforeAll(async () => {
  const { uri, name: dbName } = database
  counted = await connect(uri, { dbName, appName: 'budget-test', monitorCommands: true })
  counted.getClient().on('commandStarted', ({ commandName }) => commands.push(commandName))
})
afterAll(() => counted.close())
beforeEach(async () => {
  await database.empty()
  commands.length = 0
})

const HOUR_MS = 3_600_000
const hourly = (limit: number) => [{ limit: limit + 1, burst: limit, windowMs: HOUR_MS }]
const MANY = hourly(1_000_000)

type Change = Partial<PlatformLimits> & { monotonicMs?: () => number; platform?: string }
/** The budget of one process: processes share nothing but the database. */
function processOf({ monotonicMs, platform = 'wecom', ...limits }: Change = {}) {
  return callBudget({
    store: bucketStore(counted),
    platform,
    account: 'ww1',
    limits: { account: MANY, api: hourly(100), interactiveShare: 0.2, ...limits },
    ...(monotonicMs && { monotonicMs }),
  })
}
type Budget = ReturnType<typeof processOf>

const API = 'externalcontact/get'
async function takeMany(budget: Budget, count: number, priority = 'interactive' as const) {
  const taken = Array.from({ length: count }, () => budget.take(API, priority))
  return (await Promise.all(taken)).filter(({ ok }) => ok).length
}
const lapse = (field: string, value: unknown) =>
  database.db.collection('call_budgets').updateMany({}, { $set: { [field]: value } })

// Guarantee: a call normally costs no database command.
test('a hundred calls at once cost a few commands, one after the other not many more', async () => {
  const budget = processOf({ api: MANY })
  expect(await takeMany(budget, 100)).toBe(100)
  expect(commands.length).toBeLessThanOrEqual(8) // four of each of the two buckets
  commands.length = 0
  for (let call = 0; call < 100; call += 1) {
    expect(await budget.take(API, 'interactive')).toEqual({ ok: true })
  }
  expect(commands.length).toBeLessThanOrEqual(4)
})

// Guarantee: however many processes there are, together they keep within the platform's limit.
test('four processes that call at once get exactly what the bucket holds', async () => {
  const processes = Array.from({ length: 4 }, () => processOf())
  const got = await Promise.all(processes.map((budget) => takeMany(budget, 60)))
  expect(got.reduce((sum, part) => sum + part, 0)).toBe(100)
})

test('what is refused is told how long to wait, at once and without asking again each time', async () => {
  const budget = processOf()
  await takeMany(budget, 100)
  const refused = await budget.take(API, 'interactive')
  expect(refused).toMatchObject({ ok: false, reason: 'spent' })
  // one call an hour trickles in
  expect(refused.ok ? 0 : refused.retryAfterMs).toBeGreaterThan(HOUR_MS * 0.9)
  commands.length = 0
  expect(await takeMany(budget, 50)).toBe(0)
  expect(commands).toEqual([])
})

test('APIs, platforms and accounts have budgets of their own', async () => {
  const budget = processOf()
  await takeMany(budget, 100)
  expect(await budget.take('externalcontact/list', 'interactive')).toEqual({ ok: true })
  expect(await processOf({ platform: 'wechat-pay' }).take(API, 'interactive')).toEqual({ ok: true })
})

test('the account as a whole has a limit, too, and a refused call costs its API nothing', async () => {
  const budget = processOf({ account: hourly(10), api: hourly(1_000) })
  const names = Array.from({ length: 30 }, (_, n) => `api/${n}`)
  const taken = await Promise.all(names.map((api) => budget.take(api, 'interactive')))
  expect(taken.filter(({ ok }) => ok)).toHaveLength(10)
})

test('the tokens come back with the time of the database', async () => {
  const everyTenSeconds = { api: [{ limit: 11, burst: 10, windowMs: 8_000 }] }
  expect(await takeMany(processOf(everyTenSeconds), 20)).toBe(10)
  await lapse('filledAt', new Date(Date.now() - 50_000))
  const got = await takeMany(processOf(everyTenSeconds), 20)
  expect(got).toBeGreaterThanOrEqual(5)
  expect(got).toBeLessThanOrEqual(6) // this test itself takes a while
})

// Guarantee: a reconcile never eats what greetings and closes need.
test('background calls leave a fifth of the bucket to interactive ones', async () => {
  const [night, day] = [processOf(), processOf()]
  const taken = Array.from({ length: 200 }, () => night.take(API, 'background'))
  expect((await Promise.all(taken)).filter(({ ok }) => ok)).toHaveLength(80)
  expect(await takeMany(day, 50)).toBe(20)
})

// Guarantee: what a dead process had leased is lost capacity, never a second use.
test('what is not used within two seconds is not used any more', async () => {
  let nowMs = 0
  const first = processOf({ monotonicMs: () => nowMs })
  await takeMany(first, 1)
  const leased = 100 - (await levelOf())
  expect(leased).toBeGreaterThan(1)
  nowMs += 2_000
  await takeMany(first, 1)
  expect(100 - (await levelOf())).toBeGreaterThan(leased)
})

const levelOf = async () => {
  const _id = `wecom:ww1:${API}` as never
  const bucket = await database.db.collection('call_budgets').findOne({ _id })
  return Math.floor((bucket?.['levels'] as { w3600000: number }).w3600000)
}

describe('when the platform itself asks for a pause', () => {
  const PAUSE = { firstMs: 60_000, longestMs: 3_600_000 }

  // Guarantee: 45009 in one process stops all of them, before the platform has to say it again.
  test('the API is closed for every process, other APIs are not', async () => {
    const [first, second] = [processOf(), processOf()]
    await first.take(API, 'interactive')
    await first.close(API, PAUSE)
    for (const budget of [first, second]) {
      const refused = await budget.take(API, 'interactive')
      expect(refused).toMatchObject({ ok: false, reason: 'closed' })
      const waitMs = refused.ok ? 0 : refused.retryAfterMs
      expect(waitMs).toBeGreaterThan(50_000)
      expect(waitMs).toBeLessThanOrEqual(60_000)
      expect(await budget.take('externalcontact/list', 'interactive')).toEqual({ ok: true })
    }
    expect(await first.use()).toContainEqual(
      expect.objectContaining({ api: API, closedForMs: expect.any(Number) }),
    )
  })

  test('many refusals at once are one pause; one soon after it is twice as long', async () => {
    const processes = Array.from({ length: 4 }, () => processOf())
    await processes[0]?.take(API, 'interactive')
    await Promise.all(processes.map((budget) => budget.close(API, PAUSE)))
    const pauseOf = async () => {
      const bucket = await database.db.collection('call_budgets').findOne({ closedMs: { $gt: 0 } })
      return bucket?.['closedMs'] as number
    }
    expect(await pauseOf()).toBe(60_000)
    await lapse('closedUntil', new Date(Date.now() - 1_000))
    await processes[1]?.close(API, PAUSE)
    expect(await pauseOf()).toBe(120_000)
    await lapse('closedUntil', new Date(Date.now() - 600_000))
    await processes[2]?.close(API, PAUSE)
    expect(await pauseOf()).toBe(60_000)
  })
})
