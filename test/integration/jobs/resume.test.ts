import {
  defineJob,
  jobRunner,
  type Job,
  type JobContext,
} from '../../../server/platform/jobs/index.js'
import { silentLog } from '../../support/app.js'
import { manualClock } from '../../support/clock.js'
import { useDatabase } from '../../support/database.js'

const database = useDatabase()
beforeEach(() => database.empty())

const MINUTE_MS = 60_000
const leaseMs = 60_000
const clock = manualClock('2026-03-01T10:00:00+08:00')

/** A pull that runs at night, in a process of its own. */
async function processWith(run: (context: JobContext) => Promise<string>) {
  const schedule = { dailyAt: '03:30' }
  const job: Job = defineJob({ name: 'test.pull', title: '拉一遍', schedule, run })
  const runner = jobRunner({ db: database.db, clock, log: silentLog(), jobs: [job], leaseMs })
  await runner.register()
  return runner
}
const jobs = () => database.db.collection<{ _id: string }>('jobs')

// Guarantee: a round that an operator asked for is not forgotten until the next night because its process was killed.
test('given a process that was killed while it ran a job by hand, then another one runs it when the lease is over', async () => {
  let wake: (summary: string) => void = () => undefined
  const killed = await processWith(() => new Promise((resolve) => (wake = resolve)))
  await killed.request('test.pull')
  const silentTurn = killed.tick()
  await expectRunning(killed)
  const cursors: (string | null)[] = []
  const next = await processWith(({ cursor }) => {
    cursors.push(cursor)
    return Promise.resolve('拉完了')
  })
  expect(await next.tick()).toBe(0) // somebody may still be at it
  // the lease is the database's: it lapses there, nobody waits for it here
  const silent = { $set: { cursor: 'page-3', leasedUntil: new Date(0) } }
  await jobs().updateOne({ _id: 'test.pull' }, silent)
  expect(await next.tick()).toBe(1)
  expect(cursors).toEqual(['page-3'])
  expect(await next.tick()).toBe(0)
  wake('too late') // it was only frozen: what it says counts no more
  await silentTurn
  expect((await next.list())[0]).toMatchObject({ lastSummary: '拉完了', isRunning: false })
})

// Guarantee: a round that stopped halfway goes on within a minute, not at its next night.
test.each([
  ['returned', () => Promise.resolve('到一半')],
  ['failed', () => Promise.reject(new Error('微信没有响应'))],
])('given a pull that %s with a cursor, then it is due again after a minute', async (_how, end) => {
  let runs = 0
  const runner = await processWith(async ({ saveCursor }) => {
    runs += 1
    if (runs === 1) {
      await saveCursor('page-1')
      return end()
    }
    await saveCursor(null)
    return '拉完了'
  })
  await runner.request('test.pull')
  await runner.tick()
  expect(await runner.tick()).toBe(0)
  clock.advance(MINUTE_MS)
  expect(await runner.tick()).toBe(1)
  clock.advance(MINUTE_MS)
  expect(await runner.tick()).toBe(0)
  const [view] = await runner.list()
  expect(view).toMatchObject({ lastOutcome: 'done', lastSummary: '拉完了' })
  expect(view?.nextRunAt).toEqual(new Date('2026-03-02T03:30:00+08:00'))
})

// Guarantee: a round that somebody asks for sees everything, also what one that stopped halfway had passed before.
test('given a pull that stopped halfway, then asking for one runs the rest at once and a whole one after it', async () => {
  const begunAt: (string | null)[] = []
  const runner = await processWith(async ({ cursor, saveCursor }) => {
    begunAt.push(cursor)
    await saveCursor(begunAt.length === 1 ? 'page-1' : null)
    return '拉了'
  })
  await runner.request('test.pull')
  await runner.tick()
  await runner.request('test.pull')
  const turns = [await runner.tick(), await runner.tick(), await runner.tick()]
  expect({ turns, begunAt }).toEqual({ turns: [1, 1, 0], begunAt: [null, 'page-1', null] })
})

// Guarantee: a platform that is busy is not asked again at once because somebody wants a round.
test('given a round that somebody asked for and that stops halfway again, then it rests for a minute', async () => {
  const runner = await processWith(async ({ saveCursor }) => {
    await saveCursor('page-1')
    return '到一半'
  })
  await runner.request('test.pull')
  await runner.tick()
  await runner.request('test.pull')
  expect(await runner.tick()).toBe(1)
  expect(await runner.tick()).toBe(0)
  clock.advance(MINUTE_MS)
  expect(await runner.tick()).toBe(1)
})

async function expectRunning(runner: Awaited<ReturnType<typeof processWith>>): Promise<void> {
  for (let look = 0; look < 100; look += 1) {
    if ((await runner.list())[0]?.isRunning === true) {
      return
    }
  }
  throw new Error('the job did not begin')
}
