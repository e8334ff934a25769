import { KEEP_CONTENT_DAYS, retentionJob } from '../../../server/modules/inbox/retention.job.js'
import { retentionRepository } from '../../../server/modules/inbox/retention.repository.js'
import type { JobContext } from '../../../server/platform/jobs/index.js'
import { useDatabase } from '../../support/database.js'
import { countingStep } from './counting-step.js'
import { event, pipeline, pipelineMigrations } from './pipeline.js'

const database = useDatabase(pipelineMigrations)
beforeEach(() => database.empty())

const DAY_MS = 24 * 60 * 60 * 1000
const OLD = new Date(Date.now() - (KEEP_CONTENT_DAYS + 1) * DAY_MS)
const YOUNG = new Date(Date.now() - (KEEP_CONTENT_DAYS - 1) * DAY_MS)

const parts = () => {
  const retention = retentionRepository(database.db)
  return {
    ...pipeline({ db: database.db, steps: [countingStep(database.db)] }),
    retention,
    job: retentionJob(retention),
  }
}

function context(cursor: string | null = null, isStopping = () => false) {
  const saved: (string | null)[] = []
  const job: JobContext = {
    cursor,
    isStopping,
    saveCursor(next) {
      saved.push(next)
      return Promise.resolve()
    },
  }
  return { job, saved }
}

/** Works these events and makes them that old. */
async function worked(system: ReturnType<typeof parts>, keys: readonly string[], doneAt: Date) {
  await Promise.all(keys.map((key) => system.inbox.insert(event(key, { n: 1 }))))
  while ((await system.worker().tick()) > 0) {
    // until all are worked
  }
  await system.rows.rows.updateMany({ _id: { $in: [...keys] } }, { $set: { doneAt } })
}

// Guarantee: the content of an event goes 90 days after it was done; what makes it known again stays for ever.
test('the content of events done 91 days ago goes; key, hash, state and times stay; younger, waiting and dead ones keep all', async () => {
  const system = parts()
  const { inbox, rows, worker } = system
  await worked(system, ['old'], OLD)
  await worked(system, ['young'], YOUNG)
  await inbox.insert(event('waiting', { waitFor: 'never' }))
  await inbox.insert(event('dead', { dead: true }))
  await worker().tick()
  await rows.rows.updateMany({ state: { $in: ['waiting', 'dead'] } }, { $set: { receivedAt: OLD } })

  const before = await rows.find('old')
  expect(await system.job.run(context().job)).toBe('清除了 1 条事件的内容')

  const { sealed, ...kept } = before ?? {}
  expect(typeof sealed).toBe('string')
  const after = await rows.find('old')
  expect(after).toEqual({ ...kept, contentRemovedAt: expect.any(Date) as Date })
  for (const key of ['young', 'waiting', 'dead']) {
    expect(await rows.find(key)).toMatchObject({ sealed: expect.any(String) as string })
  }
  expect(await system.job.run(context().job)).toBeNull()
})

test('an event without content sent again is a duplicate, tells a conflict, and holds up no drain', async () => {
  const system = parts()
  await worked(system, ['old'], OLD)
  const hash = (await system.rows.find('old'))?.contentHash
  await system.job.run(context().job)

  expect(await system.inbox.insert(event('old', { n: 1 }))).toBe('duplicate')
  expect((await system.rows.hashesOf(['old'])).get('old')).toBe(hash)
  expect(await system.inbox.drain(0)).toBe(true)
  expect(await system.inbox.stats()).toMatchObject({ done: 1, pending: 0 })
})

// Guarantee: killed after any batch, the job goes on where it was and leaves nothing out.
test('given a job that is stopped after its first batch, then the next run does the rest from the cursor', async () => {
  const system = parts()
  const keys = Array.from({ length: 7 }, (_, n) => `e${n}`)
  await worked(system, keys, OLD)
  for (const [n, key] of keys.entries()) {
    const doneAt = new Date(OLD.getTime() + n)
    await system.rows.rows.updateOne({ _id: key }, { $set: { doneAt } })
  }
  const first = await system.retention.removeContent({ keepMs: 1, limit: 3, after: null })
  expect(first).toEqual({ count: 3, lastDoneAt: new Date(OLD.getTime() + 2) })

  const rest = context(first.lastDoneAt?.toISOString() ?? null)
  expect(await system.job.run(rest.job)).toBe('清除了 4 条事件的内容')
  expect(rest.saved).toEqual([null])
  expect(await system.retention.oldestContentAt()).toBeNull()
})

test('a job that is told to stop takes no further batch', async () => {
  const system = parts()
  await worked(system, ['old'], OLD)
  expect(await system.job.run(context(null, () => true).job)).toBeNull()
  expect(await system.retention.oldestContentAt()).toEqual(OLD)
})
