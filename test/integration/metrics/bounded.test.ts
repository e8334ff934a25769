import { buildApp, type App } from '../../../server/app.js'
import { loadConfig } from '../../../server/config.js'
import { wire } from '../../../server/deps.js'
import { allMigrations } from '../../../server/composition/catalogues.js'
import { inboxCollection } from '../../../server/modules/inbox/inbox.model.js'
import { piiCipher } from '../../../server/platform/crypto/index.js'
import { createMetrics } from '../../../server/platform/metrics/index.js'
import { connect, type Db } from '../../../server/platform/mongo/index.js'
import { silentLog } from '../../support/app.js'
import { useDatabase } from '../../support/database.js'
import { testEnvironment } from '../../support/environment.js'
import { parseMetrics, valueOf } from './prometheus-text.js'

// Guarantee: whoever scrapes costs the same however much is stored, and is answered within a bound while the store hangs.

const database = useDatabase(allMigrations, { suffix: '_scrape' })
const APP_NAME = 'scraped'
/** Read once each for events, deliveries, payments, refunds, jobs and call budgets. */
const MOST_COMMANDS = 32
const MOST_MS = 5_000

type Command = Readonly<Record<string, unknown>>
const commands: { name: string; command: Command }[] = []
let db: Db
let app: App
beforeAll(async () => {
  db = await connect(database.uri, {
    dbName: database.name,
    appName: APP_NAME,
    monitorCommands: true,
  })
  const config = loadConfig(testEnvironment({ MONGODB_URI: database.uri }))
  const { deps, prepare } = wire(config, {
    log: silentLog(),
    metrics: createMetrics(),
    db,
    cipher: piiCipher(config.secrets.piiKeys),
    phoneKey: Buffer.alloc(32, 3),
  })
  await prepare()
  app = await buildApp({ ...deps.app, pages: [] })
  await app.ready()
  db.getClient().on('commandStarted', ({ commandName: name, command }) => {
    commands.push({ name, command: command as Command })
  })
}, 180_000)
afterAll(async () => {
  await app.close()
  await db.close()
})
beforeEach(() => void commands.splice(0))

const scrape = async () => parseMetrics((await app.inject('/metrics')).body)

/** Rows as they stand after a bad day: half of them dead, half waiting. */
async function store(count: number): Promise<void> {
  const now = new Date()
  const rows = Array.from({ length: count }, (_, index) => ({
    _id: `bad-day-${index}`,
    source: 'pos',
    type: 'order.paid',
    partitionKey: `p-${index}`,
    lane: 'normal' as const,
    seq: index,
    occurredAt: now,
    receivedAt: now,
    contentHash: 'h',
    sealed: 's',
    state: index % 2 === 0 ? ('dead' as const) : ('waiting' as const),
    dueAt: now,
    attempts: 1,
  }))
  await inboxCollection(database.db).insertMany(rows)
}

test('a scrape asks a fixed number of questions, whatever is stored', async () => {
  await scrape()
  const empty = commands.map(({ name }) => name).sort()
  expect(empty.length).toBeGreaterThan(10)
  expect(empty.length).toBeLessThanOrEqual(MOST_COMMANDS)
  await store(4_000)
  commands.splice(0)
  const metrics = await scrape()
  expect(commands.map(({ name }) => name).sort()).toEqual(empty)
  expect(valueOf(metrics, 'huike_queue_depth', { queue: 'inbox', state: 'dead' })).toBe(2_000)
})

type Stage = { stage?: string; inputStage?: Stage; inputStages?: Stage[]; queryPlan?: Stage }
const stagesOf = (plan: Stage): string[] => [
  plan.stage ?? '',
  ...[plan.inputStage ?? [], plan.inputStages ?? [], plan.queryPlan ?? []].flat().flatMap(stagesOf),
]

/** One document per platform and refused code: as many as there are kinds of mistakes in our settings. */
const SMALL = ['call_alarms', 'inbox_gaps']

test('every question is answered by an index, or by a count that the store keeps', async () => {
  await scrape()
  for (const { name, command } of commands) {
    const collection = String(command[name])
    const isFastCount =
      name === 'count' && Object.keys((command.query ?? {}) as object).length === 0
    if (isFastCount || SMALL.includes(collection)) {
      continue
    }
    const stages = await planOf(name, command)
    expect({ collection, command: name, isScan: stages.includes('COLLSCAN') }).toEqual({
      collection,
      command: name,
      isScan: false,
    })
    expect(stages.some((stage) => /IXSCAN|IDHACK|COUNT_SCAN|EOF|CLUSTERED/.test(stage))).toBe(true)
  }
})

async function planOf(name: string, command: Command): Promise<string[]> {
  const envelope = ['lsid', '$clusterTime', '$db', '$readPreference', 'readConcern', 'maxTimeMS']
  const asked = Object.fromEntries(
    Object.entries(command).filter(([key]) => !envelope.includes(key)),
  )
  const explained = await database.db.db?.command({ explain: asked, verbosity: 'queryPlanner' })
  const plan = explained as {
    queryPlanner?: { winningPlan: Stage }
    stages?: { $cursor?: { queryPlanner: { winningPlan: Stage } } }[]
  }
  const winning = plan.queryPlanner ?? plan.stages?.[0]?.$cursor?.queryPlanner
  if (winning === undefined) {
    throw new Error(`${name} explains nothing`)
  }
  return stagesOf(winning.winningPlan)
}

describe('while the store hangs', () => {
  const failPoint = (mode: unknown) =>
    database.db
      .getClient()
      .db('admin')
      .command({
        configureFailPoint: 'failCommand',
        mode,
        data: {
          appName: APP_NAME,
          failCommands: ['find', 'aggregate', 'count'],
          blockConnection: true,
          blockTimeMS: 6_000,
        },
      })
  beforeAll(() => failPoint('alwaysOn'))
  afterAll(() => failPoint('off'))

  test('a scrape is answered with what the process knows, and asks the store once', async () => {
    const begun = performance.now()
    const first = await scrape()
    expect(performance.now() - begun).toBeLessThan(MOST_MS)
    expect(valueOf(first, 'huike_store_up')).toBe(0)
    expect(valueOf(first, 'huike_store_source_up', { source: 'queues' })).toBe(0)
    // an old number would look like one of now
    expect(valueOf(first, 'huike_queue_depth', { queue: 'inbox', state: 'dead' })).toBeUndefined()
    expect(valueOf(first, 'huike_inbox_limit')).toBeUndefined()
    expect(first.get('huike_http_answer_seconds')?.samples.length).toBeGreaterThan(0)
    const asked = commands.length
    await scrape()
    expect(commands).toHaveLength(asked)
  })

  test('it tells again as soon as the store answers', async () => {
    await failPoint('off')
    const metrics = await scrape()
    expect(valueOf(metrics, 'huike_store_up')).toBe(1)
    expect(valueOf(metrics, 'huike_inbox_limit')).toBe(200_000)
  })
})
