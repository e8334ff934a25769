import type { Lane } from '../../../server/platform/pipeline/index.js'
import type { Db } from '../../../server/platform/mongo/index.js'

const QUEUES = ['inbox', 'outbox'] as const
type Queue = (typeof QUEUES)[number]
type Open = {
  kind: Queue | 'jobs' | 'platform_tokens'
  isHeld: boolean
  /** Of rows. */
  dueAt?: Date
  /** Of events. */
  lane?: Lane
  /** Of jobs: goes on a minute later. */
  isHalfway?: boolean
}

const LONG_AGO = new Date(0)
const FAR_AHEAD = new Date('2100-01-01T00:00:00Z')

const open = (kind: Open['kind'], match: object, fields: object) => [
  { $match: match },
  { $project: { _id: 0, kind: { $literal: kind }, ...fields } },
]
const openRows = (queue: Queue) =>
  open(
    queue,
    { state: { $in: ['pending', 'leased'] } },
    { isHeld: { $eq: ['$state', 'leased'] }, dueAt: 1, lane: 1 },
  )
const openJobs = open(
  'jobs',
  { $or: [{ isRequested: true }, { token: { $exists: true } }] },
  {
    isHeld: { $ne: [{ $type: '$token' }, 'missing'] },
    isHalfway: { $ne: ['$cursor', null] },
  },
)
const heldTokens = open(
  'platform_tokens',
  { refreshLeasedUntil: { $gt: LONG_AGO } },
  { isHeld: { $literal: true } },
)
/** One command instead of four: it is asked before every turn. */
const EVERYTHING_OPEN = [
  ...openRows('inbox'),
  { $unionWith: { coll: 'outbox', pipeline: openRows('outbox') } },
  { $unionWith: { coll: 'jobs', pipeline: openJobs } },
  { $unionWith: { coll: 'platform_tokens', pipeline: heldTokens } },
]

/** What a process still has to do, seen past the proxies. */
export type Left = Readonly<Record<Queue, number>> &
  Readonly<{ fastInbox: number; jobs: number; hasLapsed: boolean; total: number }>

/**
 * Lets the time pass that a waiting process would sleep through, and answers what is left to do. It is moved in the
 * database, as if its clock had run on: rows come due, leases of dead or silent holders lapse, jobs that run already
 * and the right to refresh a token become free. Called only while no turn is under way, so nobody's live lease is taken.
 */
export async function letTimePass(db: Db): Promise<Left> {
  const rows = await db.collection('inbox').aggregate<Open>(EVERYTHING_OPEN).toArray()
  const count = (kind: Open['kind']) => rows.filter((row) => row.kind === kind).length
  const leased = rows.filter(({ isHeld }) => isHeld)
  const now = new Date()
  const isLater = rows.some(({ dueAt }) => dueAt !== undefined && dueAt > now)
  await Promise.all([
    ...(leased.some(isRow) ? QUEUES.map((queue) => lapse(db, queue)) : []),
    ...(isLater ? QUEUES.map((queue) => bringDue(db, queue)) : []),
    ...(leased.some(({ kind }) => kind === 'jobs') ? [freeJobs(db)] : []),
    ...(rows.some(({ isHalfway }) => isHalfway === true) ? [bringJobsDue(db)] : []),
    ...(count('platform_tokens') > 0 ? [freeTokens(db)] : []),
  ])
  const [inbox, outbox, jobs] = [count('inbox'), count('outbox'), count('jobs')]
  const fastInbox = rows.filter(({ lane }) => lane === 'fast').length
  const hasLapsed = leased.some(isRow)
  return { inbox, fastInbox, outbox, jobs, hasLapsed, total: inbox + outbox + jobs }
}

const isRow = ({ kind }: Open): boolean => kind === 'inbox' || kind === 'outbox'

/** The night's jobs wait for their night: only what a scenario asks for runs. */
export async function putJobsOff(db: Db): Promise<void> {
  await db.collection('jobs').updateMany({}, { $set: { nextRunAt: FAR_AHEAD } })
}

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

const bringJobsDue = (db: Db) =>
  db
    .collection('jobs')
    .updateMany({ isRequested: true, cursor: { $ne: null } }, { $set: { nextRunAt: LONG_AGO } })

const freeTokens = (db: Db) =>
  db
    .collection('platform_tokens')
    .updateMany(
      { refreshLeasedUntil: { $gt: LONG_AGO } },
      { $set: { refreshLeasedUntil: LONG_AGO } },
    )
