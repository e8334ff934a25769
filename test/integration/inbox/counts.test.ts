import { connect, runMigrations } from '../../../server/platform/mongo/index.js'
import { useDatabase } from '../../support/database.js'
import { countingStep } from './counting-step.js'
import { event, pipeline, pipelineMigrations } from './pipeline.js'

const database = useDatabase(pipelineMigrations)
beforeEach(() => database.empty())

type Profiled = { ns: string; keysExamined?: number; docsExamined?: number }

/** Keys and documents of the inbox that `work` makes the server look at, from the server's own profile. */
async function examined(work: () => Promise<unknown>): Promise<{ keys: number; docs: number }> {
  const { db } = database.db
  await db?.command({ profile: 2 })
  await work()
  await db?.command({ profile: 0 })
  const ns = new RegExp(`^${database.name}\\.inbox`)
  const seen = (await db?.collection<Profiled>('system.profile').find({ ns }).toArray()) ?? []
  await db?.dropCollection('system.profile')
  const sum = (numbers: (number | undefined)[]) => numbers.reduce<number>((a, b) => a + (b ?? 0), 0)
  return {
    keys: sum(seen.map(({ keysExamined }) => keysExamined)),
    docs: sum(seen.map(({ docsExamined }) => docsExamined)),
  }
}

/** Done events as they were stored long ago, some of them without content. */
async function storeDone(from: number, count: number): Promise<void> {
  const at = (n: number) => new Date(Date.UTC(2026, 0, 1) + n)
  const rows = Array.from({ length: count }, (_, n) => ({
    ...{ _id: `done-${from + n}`, source: 'test', type: 'test.happened', lane: 'normal' },
    ...{ partitionKey: `p${n % 50}`, seq: from + n, contentHash: 'h', state: 'done', attempts: 1 },
    ...{ occurredAt: at(n), receivedAt: at(n), dueAt: at(n), doneAt: at(n), outcome: 'done' },
    ...(n % 2 === 0 ? { sealed: 'sealed' } : {}),
  }))
  await database.db.collection<{ _id: string }>('inbox').insertMany(rows)
}

// Guarantee: what is done costs nothing: counting and looking for the oldest read as many keys with 400 done events as with 8,000.
test('counts, oldest, claim, order and finish read as many keys whatever is done', async () => {
  const { inbox, rows, worker } = pipeline({
    db: database.db,
    steps: [countingStep(database.db)],
  })
  const round = async (name: string) => {
    await Promise.all(Array.from({ length: 6 }, (_, n) => inbox.insert(event(`${name}${n}`, {}))))
    await inbox.stats()
    await rows.countUnfinished(1_000)
    await rows.oldestAt('pending')
    await rows.oldestAt('waiting')
    await rows.countLongWaiting()
    await rows.stuckLeases()
    await worker().tick()
    await inbox.stats()
  }
  await round('warm') // the parts of the count are there from now on
  await storeDone(0, 400)
  const few = await examined(() => round('few'))
  await storeDone(400, 7_600)
  const many = await examined(() => round('many'))
  expect(few.keys).toBeGreaterThan(0)
  expect(many).toEqual(few)
})

// Guarantee: the number of done events is counted in the transaction that finishes them, and is no estimate.
test('events are counted once, with every outcome, by several workers at once', async () => {
  const { inbox, worker } = pipeline({ db: database.db, steps: [countingStep(database.db)] })
  const kinds = [{}, { waitFor: 'never' }, { dead: true }, {}]
  await Promise.all(
    Array.from({ length: 80 }, (_, n) =>
      inbox.insert(event(`e${n}`, kinds[n % 4] ?? {}, n % 8 === 3 ? { type: 'unknown' } : {})),
    ),
  )
  const workers = [worker(), worker(), worker()]
  while ((await inbox.stats()).pending > 0) {
    await Promise.all(workers.map((one) => one.tick()))
  }
  const stored = database.db.collection('inbox')
  expect(await inbox.stats()).toEqual({
    ...{ pending: 0, leased: 0, waiting: 20, dead: 20 },
    done: await stored.countDocuments({ state: 'done' }),
  })
})

test('events that were done before they were counted are taken over once, however often the migration runs', async () => {
  const name = `${database.name}_counts`
  const db = await connect(database.uri, { dbName: name })
  try {
    await db.dropDatabase()
    const [first, ...later] = pipelineMigrations
    await runMigrations(db, first === undefined ? [] : [first])
    await db.collection('inbox').insertMany([{ state: 'done' }, { state: 'done' }])
    const { rows } = pipeline({ db, steps: [] })
    for (let run = 0; run < 2; run += 1) {
      await runMigrations(db, later)
      expect(await rows.countDone()).toBe(2)
      await db.collection('migrations').deleteMany({ _id: { $ne: first?.name as never } })
      await db.collection('inbox').insertOne({ state: 'done' })
    }
  } finally {
    await db.dropDatabase()
    await db.close()
  }
})
