import type { Db } from '../../../server/platform/mongo/index.js'

const QUEUES = ['inbox', 'outbox'] as const
type Queue = (typeof QUEUES)[number]
type Row = { _id: string; state: string; dueAt: Date; leasedUntil?: Date }
type JobRow = { _id: string; token?: string; isRequested?: boolean; nextRunAt: Date }

const UNFINISHED = { state: { $in: ['pending', 'leased'] } }
const LONG_AGO = new Date(0)
const FAR_AHEAD = new Date('2100-01-01T00:00:00Z')

/** What a process still has to do, seen past the proxies. */
export type Left = Readonly<Record<Queue, number>> &
  Readonly<{ jobs: number; hasLapsed: boolean; total: number }>

/**
 * Lets the time pass that a waiting process would sleep through, and answers what is left to do. It is moved in the
 * database, as if its clock had run on: rows come due, leases of dead or silent holders lapse, jobs that run already
 * and the right to refresh a token become free. Called only while no turn is under way, so nobody's live lease is taken.
 */
export async function letTimePass(db: Db): Promise<Left> {
  const now = new Date()
  const [inbox, outbox, jobs] = await Promise.all([
    rowsOf(db, 'inbox'),
    rowsOf(db, 'outbox'),
    db
      .collection<JobRow>('jobs')
      .find({ $or: [{ isRequested: true }, { token: { $exists: true } }] })
      .toArray(),
  ])
  const leased = [...inbox, ...outbox].filter(({ state }) => state === 'leased')
  const early = [...inbox, ...outbox].filter(({ dueAt }) => dueAt > now)
  const held = jobs.filter(({ token }) => token !== undefined)
  await Promise.all([
    ...(leased.length === 0 ? [] : QUEUES.map((queue) => lapse(db, queue))),
    ...(early.length === 0 ? [] : QUEUES.map((queue) => bringDue(db, queue))),
    ...(held.length === 0 ? [] : [freeJobs(db)]),
    freeTokens(db),
  ])
  return {
    inbox: inbox.length,
    outbox: outbox.length,
    jobs: jobs.length,
    hasLapsed: leased.length > 0,
    total: inbox.length + outbox.length + jobs.length,
  }
}

/** The night's jobs wait for their night: only what a scenario asks for runs. */
export async function putJobsOff(db: Db): Promise<void> {
  await db.collection('jobs').updateMany({}, { $set: { nextRunAt: FAR_AHEAD } })
}

const rowsOf = (db: Db, queue: Queue): Promise<Row[]> =>
  db.collection<Row>(queue).find(UNFINISHED).toArray() as Promise<Row[]>

const lapse = (db: Db, queue: Queue) =>
  db.collection(queue).updateMany({ state: 'leased' }, { $set: { leasedUntil: LONG_AGO } })

/** One step back for all of them, so that the order in which they are due stays. */
const bringDue = (db: Db, queue: Queue) =>
  db
    .collection(queue)
    .updateMany({ state: 'pending', dueAt: { $gt: new Date() } }, [
      { $set: { dueAt: { $subtract: ['$dueAt', 24 * 60 * 60 * 1000] } } },
    ])

const freeJobs = (db: Db) =>
  db
    .collection('jobs')
    .updateMany(
      { token: { $exists: true } },
      { $set: { leasedUntil: LONG_AGO, isRequested: true } },
    )

const freeTokens = (db: Db) =>
  db
    .collection('platform_tokens')
    .updateMany(
      { refreshLeasedUntil: { $gt: LONG_AGO } },
      { $set: { refreshLeasedUntil: LONG_AGO } },
    )
