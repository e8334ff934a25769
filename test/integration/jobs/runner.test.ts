import { LIMITS } from '../../../server/limits.js'
import { defineJob, jobRunner, type Job } from '../../../server/platform/jobs/index.js'
import { silentLog } from '../../support/app.js'
import { manualClock } from '../../support/clock.js'
import { useDatabase } from '../../support/database.js'

const database = useDatabase()
beforeEach(() => database.empty())

const { jobLeaseMs: leaseMs } = LIMITS
const MINUTE_MS = 60_000
const START = new Date('2026-03-01T10:00:00+08:00')

function counted(more: Partial<Job> = {}) {
  const runs: (string | null)[] = []
  const job = defineJob({
    name: 'test.count',
    title: '数一数',
    schedule: { everyMs: MINUTE_MS },
    run: ({ cursor }) => {
      runs.push(cursor)
      return Promise.resolve('数了一次')
    },
    ...more,
  })
  return { job, runs }
}

async function runnerOf(job: Job) {
  const clock = manualClock(START)
  const runner = jobRunner({ db: database.db, clock, log: silentLog(), jobs: [job], leaseMs })
  await runner.register()
  return { clock, runner }
}

// Guarantee: a job is due by the stored next run and the business clock, and runs once whatever the number of processes.
test('a due job runs once, however many processes look', async () => {
  const { job, runs } = counted()
  const first = await runnerOf(job)
  const second = jobRunner({
    db: database.db,
    clock: first.clock,
    log: silentLog(),
    jobs: [job],
    leaseMs,
  })
  expect(await first.runner.tick()).toBe(0)
  first.clock.advance(MINUTE_MS)
  await Promise.all([first.runner.tick(), second.tick(), first.runner.tick(), second.tick()])
  expect(runs).toHaveLength(1)
  const [view] = await first.runner.list()
  expect(view).toMatchObject({ isRunning: false, lastOutcome: 'done', lastSummary: '数了一次' })
})

test('"run now" runs it before it is due', async () => {
  const { job, runs } = counted()
  const { runner } = await runnerOf(job)
  expect(await runner.request('test.count')).toBe(true)
  expect(await runner.request('nobody.knows')).toBe(false)
  expect(await runner.tick()).toBe(1)
  expect(await runner.tick()).toBe(0)
  expect(runs).toHaveLength(1)
})

// Guarantee: a pull that is killed goes on where it had come to.
test('the next run begins at the saved cursor', async () => {
  const { job, runs } = counted()
  const broken = {
    ...job,
    run: async (context: Parameters<Job['run']>[0]) => {
      await context.saveCursor('page-7')
      throw new Error('killed')
    },
  }
  const { clock, runner } = await runnerOf(broken)
  clock.advance(MINUTE_MS)
  await runner.tick()
  expect((await runner.list())[0]).toMatchObject({ lastOutcome: 'failed', lastSummary: 'killed' })
  const healed = jobRunner({ db: database.db, clock, log: silentLog(), jobs: [job], leaseMs })
  clock.advance(MINUTE_MS)
  await healed.tick()
  expect(runs).toEqual(['page-7'])
})

test('a runner that stops waits for what runs and takes nothing new', async () => {
  let finish: () => void = () => undefined
  const isHeld = new Promise<void>((resolve) => (finish = resolve))
  let begun: () => void = () => undefined
  const hasBegun = new Promise<void>((resolve) => (begun = resolve))
  const { job } = counted({
    run: async () => {
      begun()
      await isHeld
      return null
    },
  })
  const { clock, runner } = await runnerOf(job)
  clock.advance(MINUTE_MS)
  const turn = runner.tick()
  await hasBegun
  const stopped = runner.stop()
  clock.advance(10 * MINUTE_MS)
  expect(await runner.tick()).toBe(0)
  finish()
  await Promise.all([turn, stopped])
  expect((await runner.list())[0]).toMatchObject({ isRunning: false })
})

// Guarantee: since when a job fails is known, and a good run ends that, with the reason of the failure.
test('a job that fails tells since when; the first good run ends it', async () => {
  let isBroken = true
  const { job } = counted({
    run: () => (isBroken ? Promise.reject(new Error('no answer')) : Promise.resolve(null)),
  })
  const { clock, runner } = await runnerOf(job)
  const run = async () => {
    clock.advance(MINUTE_MS)
    await runner.tick()
    return (await runner.list())[0]
  }
  const first = await run()
  expect(first).toMatchObject({ lastOutcome: 'failed', failingSince: expect.any(Date) as Date })
  const second = await run()
  expect(second?.failingSince).toEqual(first?.failingSince)
  isBroken = false
  const mended = await run()
  expect(mended).toMatchObject({ lastOutcome: 'done', overdueMs: 0 })
  expect([mended?.failingSince, mended?.lastSummary]).toEqual([undefined, undefined])
})

// Guarantee: a job that nobody runs is seen, also one whose process died while it ran.
test('a job is overdue from its time on, until somebody is at it', async () => {
  const { job } = counted()
  const { clock, runner } = await runnerOf(job)
  const view = async () => (await runner.list())[0]
  clock.advance(MINUTE_MS)
  expect(await view()).toMatchObject({ overdueMs: 0, isRequested: false })
  clock.advance(3 * MINUTE_MS)
  await runner.request(job.name)
  expect(await view()).toMatchObject({ overdueMs: 3 * MINUTE_MS, isRequested: true })
  const held = (leasedUntil: Date) =>
    database.db
      .collection<{ _id: string }>('jobs')
      .updateOne({ _id: job.name }, { $set: { token: 't', leasedUntil } })
  await held(new Date(Date.now() + MINUTE_MS))
  expect(await view()).toMatchObject({ isRunning: true, overdueMs: 0 })
  await held(new Date(Date.now() - 1))
  expect(await view()).toMatchObject({ isRunning: false, overdueMs: 3 * MINUTE_MS })
})
