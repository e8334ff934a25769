import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import type { Clock } from '../clock/index.js'
import { isDuplicateKey, type Db } from '../mongo/index.js'
import type { Job, JobContext } from './job.js'
import { nextRun } from './schedule.js'

export const JOBS = 'jobs'

type JobDocument = {
  _id: string
  /** By the business clock. */
  nextRunAt: Date
  cursor: string | null
  isRequested?: boolean
  token?: string
  /** Real time, the database's. */
  leasedUntil?: Date
  lastRunAt?: Date
  lastDurationMs?: number
  lastOutcome?: 'done' | 'failed'
  lastSummary?: string
}

export type JobView = Readonly<{
  name: string
  title: string
  schedule: Job['schedule']
  nextRunAt: Date
  isRunning: boolean
  lastRunAt?: Date
  lastDurationMs?: number
  lastOutcome?: 'done' | 'failed'
  lastSummary?: string
}>

/** A lease is renewed so often before it would lapse: two renewals may fail. */
const RENEWALS = 3

type Deps = Readonly<{
  db: Db
  clock: Clock
  log: Logger
  jobs: readonly Job[]
  /** How long a job stays with a process that has fallen silent. */
  leaseMs: number
}>

export type JobRunner = ReturnType<typeof jobRunner>

/**
 * Runs what is due, decided from the stored next run and the business clock; a lease in MongoDB keeps a job from
 * running twice at once, whatever the number of processes.
 */
export function jobRunner({ db, clock, log, jobs, leaseMs }: Deps) {
  const leasedUntil = {
    $dateAdd: { startDate: '$$NOW', unit: 'millisecond', amount: leaseMs },
  }
  const documents = db.collection<JobDocument>(JOBS)
  let isStopping = false
  const running = new Set<Promise<unknown>>()

  async function register(): Promise<void> {
    for (const { name, schedule } of jobs) {
      const fresh = { nextRunAt: nextRun(schedule, clock.now()), cursor: null }
      await documents
        .updateOne({ _id: name }, { $setOnInsert: fresh }, { upsert: true })
        .catch((error: unknown) => {
          if (!isDuplicateKey(error)) {
            throw error
          }
        })
    }
  }

  async function claim(job: Job): Promise<JobDocument | null> {
    const isDue = { $or: [{ nextRunAt: { $lte: clock.now() } }, { isRequested: true }] }
    const isFree = {
      $or: [{ token: { $exists: false } }, { $expr: { $lt: ['$leasedUntil', '$$NOW'] } }],
    }
    return documents.findOneAndUpdate(
      { _id: job.name, $and: [isDue, isFree] },
      [
        { $set: { token: randomUUID(), leasedUntil, lastRunAt: '$$NOW' } },
        { $unset: 'isRequested' },
      ],
      { returnDocument: 'after' },
    )
  }

  async function runClaimed(job: Job, claimed: JobDocument): Promise<void> {
    const mine = { _id: job.name, token: claimed.token ?? '' }
    const renewal = setInterval(() => {
      void documents
        .updateOne(mine, [{ $set: { leasedUntil } }])
        .catch((error: unknown) => log.warn({ err: error, job: job.name }, 'job lease not renewed'))
    }, leaseMs / RENEWALS)
    const startedAt = Date.now()
    const context: JobContext = {
      cursor: claimed.cursor,
      isStopping: () => isStopping,
      saveCursor: async (cursor) => {
        await documents.updateOne(mine, { $set: { cursor } })
      },
    }
    try {
      const summary = await job.run(context)
      await release(
        job,
        mine,
        { lastOutcome: 'done', ...(summary === null ? {} : { lastSummary: summary }) },
        startedAt,
      )
    } catch (error) {
      log.error({ err: error, job: job.name }, 'job failed')
      const lastSummary = error instanceof Error ? error.message.slice(0, 300) : 'unknown error'
      await release(job, mine, { lastOutcome: 'failed', lastSummary }, startedAt)
    } finally {
      clearInterval(renewal)
    }
  }

  async function release(
    job: Job,
    mine: { _id: string; token: string },
    result: Partial<JobDocument>,
    startedAt: number,
  ): Promise<void> {
    const nextRunAt = nextRun(job.schedule, clock.now())
    await documents.updateOne(mine, {
      $set: { ...result, nextRunAt, lastDurationMs: Date.now() - startedAt },
      $unset: { token: '', leasedUntil: '' },
    })
  }

  async function runDue(): Promise<number> {
    const claims = await Promise.all(jobs.map(async (job) => ({ job, claimed: await claim(job) })))
    const runs = claims.flatMap(({ job, claimed }) =>
      claimed === null ? [] : [runClaimed(job, claimed)],
    )
    await Promise.all(runs)
    return runs.length
  }

  /** Runs every job that is due and waits for all of them; answers how many ran. Takes nothing while stopping. */
  function tick(): Promise<number> {
    if (isStopping) {
      return Promise.resolve(0)
    }
    const turn = runDue()
    running.add(turn)
    const forget = () => void running.delete(turn)
    turn.then(forget, forget)
    return turn
  }

  return {
    register,
    tick,

    /** Asks for a run as soon as possible; false for a name that nobody knows. */
    async request(name: string): Promise<boolean> {
      const { matchedCount } = await documents.updateOne(
        { _id: name },
        { $set: { isRequested: true } },
      )
      return matchedCount === 1
    },

    /** Every job that this process knows, with its last and next run. */
    async list(): Promise<JobView[]> {
      const stored = new Map((await documents.find().toArray()).map((row) => [row._id, row]))
      return jobs.flatMap(({ name, title, schedule }) => {
        const row = stored.get(name)
        if (row === undefined) {
          return []
        }
        const { nextRunAt, token, lastRunAt, lastDurationMs, lastOutcome, lastSummary } = row
        const isRunning = token !== undefined
        return [
          {
            name,
            title,
            schedule,
            nextRunAt,
            isRunning,
            lastRunAt,
            lastDurationMs,
            lastOutcome,
            lastSummary,
          } as JobView,
        ]
      })
    },

    /** Takes nothing new; running jobs are told to stop and waited for. */
    async stop(): Promise<void> {
      isStopping = true
      await Promise.allSettled(running)
    },
  }
}
