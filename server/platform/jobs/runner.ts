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
  /** The first of the failed runs that no good one has followed; real time. */
  failingSince?: Date
}

type Result = Pick<JobDocument, 'lastOutcome' | 'lastSummary' | 'failingSince'>

export type JobView = Readonly<{
  name: string
  title: string
  schedule: Job['schedule']
  nextRunAt: Date
  isRunning: boolean
  /** Somebody asked for a run that has not begun. */
  isRequested: boolean
  /** How long it is past its time with nobody at it; 0 before. */
  overdueMs: number
  lastRunAt?: Date
  lastDurationMs?: number
  lastOutcome?: 'done' | 'failed'
  lastSummary?: string
  /** The first of the failed runs that no good one has followed. */
  failingSince?: Date
}>

/** A round that stopped halfway (shutdown, platform busy or away) goes on this soon, not at its next day. */
const RESUME_MS = 60_000
/** A lease is renewed so often before it would lapse: two renewals may fail. */
const RENEWALS = 3
const MAX_TIME_MS = 2_000
const IS_HALFWAY = { $ne: ['$cursor', null] }

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
    // A token that stayed behind is of a process that died while it ran this: whatever it ran for is not done.
    const wasCutOff = { token: { $exists: true } }
    const isWanted = { isRequested: true, cursor: null }
    const isDue = { $or: [{ nextRunAt: { $lte: clock.now() } }, isWanted, wasCutOff] }
    const isFree = {
      $or: [{ token: { $exists: false } }, { $expr: { $lt: ['$leasedUntil', '$$NOW'] } }],
    }
    return documents.findOneAndUpdate(
      { _id: job.name, $and: [isDue, isFree] },
      [
        { $set: { token: randomUUID(), leasedUntil, lastRunAt: '$$NOW' } },
        // What a round that goes on has passed already is not seen again: the round that was asked for comes after it.
        { $set: { isRequested: { $cond: [IS_HALFWAY, '$isRequested', '$$REMOVE'] } } },
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
    let isHalfway = claimed.cursor !== null
    const context: JobContext = {
      cursor: claimed.cursor,
      isStopping: () => isStopping,
      saveCursor: async (cursor) => {
        await documents.updateOne(mine, { $set: { cursor } })
        isHalfway = cursor !== null
      },
    }
    const end = (result: Result) =>
      release(claimed, { ...result, nextRunAt: after(job, { isHalfway }) }, startedAt)
    try {
      const summary = await job.run(context)
      await end({ lastOutcome: 'done', ...(summary === null ? {} : { lastSummary: summary }) })
    } catch (error) {
      log.error({ err: error, job: job.name }, 'job failed')
      const lastSummary = error instanceof Error ? error.message.slice(0, 300) : 'unknown error'
      const failingSince = claimed.failingSince ?? new Date()
      await end({ lastOutcome: 'failed', lastSummary, failingSince })
    } finally {
      clearInterval(renewal)
    }
  }

  function after(job: Job, { isHalfway }: { isHalfway: boolean }): Date {
    const now = clock.now()
    const planned = nextRun(job.schedule, now).getTime()
    return new Date(isHalfway ? Math.min(planned, now.getTime() + RESUME_MS) : planned)
  }

  async function release(
    { _id, token = '', failingSince }: JobDocument,
    result: Result & Pick<JobDocument, 'nextRunAt'>,
    startedAt: number,
  ): Promise<void> {
    const isMended = failingSince !== undefined && result.lastOutcome === 'done'
    // a run with nothing to tell leaves the last sentence, but not the reason of a failure that is over
    const past = {
      failingSince: '' as const,
      ...('lastSummary' in result ? {} : { lastSummary: '' as const }),
    }
    await documents.updateOne(
      { _id, token },
      {
        $set: { ...result, lastDurationMs: Date.now() - startedAt },
        $unset: { token: '', leasedUntil: '', ...(isMended ? past : {}) },
      },
    )
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

    /**
     * Asks for a whole run as soon as possible, after the rest of one that stopped halfway; false for a name that nobody
     * knows.
     */
    async request(name: string): Promise<boolean> {
      const nextRunAt = { $cond: [IS_HALFWAY, clock.now(), '$nextRunAt'] }
      const { matchedCount } = await documents.updateOne({ _id: name }, [
        { $set: { isRequested: true, nextRunAt } },
      ])
      return matchedCount === 1
    },

    /** Every job that this process knows, with its last and next run. One read, as large as they are many. */
    async list(): Promise<JobView[]> {
      const names = jobs.map(({ name }) => name)
      const rows = await documents
        .find({ _id: { $in: names } })
        .maxTimeMS(MAX_TIME_MS)
        .toArray()
      const stored = new Map(rows.map((row) => [row._id, row]))
      return jobs.flatMap((job) => {
        const row = stored.get(job.name)
        return row === undefined ? [] : [viewOf(job, row, clock.now())]
      })
    },

    /** Takes nothing new; running jobs are told to stop and waited for. */
    async stop(): Promise<void> {
      isStopping = true
      await Promise.allSettled(running)
    },
  }
}

function viewOf({ name, title, schedule }: Job, row: JobDocument, now: Date): JobView {
  const { _id: _name, token, leasedUntil, cursor: _cursor, isRequested = false, ...times } = row
  // A process that died left its token behind: once the lease is over, nobody is at it.
  const isRunning = token !== undefined && leasedUntil !== undefined && leasedUntil > new Date()
  const overdueMs = isRunning ? 0 : Math.max(0, now.getTime() - times.nextRunAt.getTime())
  return { ...times, name, title, schedule, isRunning, isRequested, overdueMs }
}
