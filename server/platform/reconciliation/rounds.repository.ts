import { sha256Hex } from '../crypto/index.js'
import type { Id } from '../ids/index.js'
import type { Db } from '../mongo/index.js'
import {
  KEPT_DIFFERENCES,
  type Difference,
  type DifferenceCounts,
  type Round,
  type Totals,
} from './round.js'
import {
  differenceModel,
  roundModel,
  type DifferenceDocument,
  type RoundDocument,
} from './rounds.model.js'

type RoundId = Id<'rec'>
type Page = Readonly<{ roundId: RoundId; page: number }>
type Place = Readonly<{ startedAt: Date; roundId: RoundId }>

const MAX_MS = 5_000
/** Rounds come every night and by hand: among so many is the last of each subject. */
const NEWEST = 50
const NOTHING: DifferenceCounts = { unknown: 0, changed: 0, missing: 0, repaired: 0 }

export type Rounds = ReturnType<typeof roundsRepository>

/** Rounds and their differences. Every write may be repeated: a killed round does its last page again. */
export function roundsRepository(db: Db) {
  const rounds = roundModel(db)
  const differences = differenceModel(db)

  async function countsOf(roundId: RoundId): Promise<DifferenceCounts> {
    const groups = await differences
      .aggregate<{ _id: 'unknown' | 'changed' | 'missing'; count: number; repaired: number }>([
        { $match: { roundId } },
        {
          $group: {
            _id: '$kind',
            count: { $sum: 1 },
            repaired: { $sum: { $cond: [{ $eq: ['$repair', 'sent'] }, 1, 0] } },
          },
        },
      ])
      .option({ maxTimeMS: MAX_MS })
    return groups.reduce(
      (sum, { _id, count, repaired }) => ({
        ...sum,
        [_id]: count,
        repaired: sum.repaired + repaired,
      }),
      NOTHING,
    )
  }

  /** A round that runs has not counted its differences yet; only one per subject runs. */
  async function asOfNow(document: RoundDocument): Promise<Round> {
    const round = roundOf(document)
    return round.state === 'running' ? { ...round, ...(await countsOf(round.roundId)) } : round
  }

  return {
    /** Writes down that a round runs, unless it is written already, and ends others of its subject. */
    async open(roundId: RoundId, { subject, now }: { subject: string; now: Date }): Promise<void> {
      const left = { subject, state: 'running', _id: { $ne: roundId } } as const
      await rounds.updateMany(left, { $set: { state: 'broken-off', finishedAt: now } })
      const fresh = { subject, state: 'running', startedAt: now, seen: 0, ...NOTHING } as const
      await rounds.updateOne({ _id: roundId }, { $setOnInsert: fresh }, { upsert: true })
    },

    /** Adds differences, each once per round however often its page is pulled. */
    async add({ roundId, page }: Page, found: readonly Difference[], now: Date): Promise<void> {
      const upserts = found.map(({ key, kind, about, note, isRepairable }) => ({
        updateOne: {
          filter: { _id: `${roundId}:${sha256Hex(key)}` },
          update: {
            $setOnInsert: {
              ...{ roundId, page, kind, about, note, at: now },
              repair: isRepairable ? ('pending' as const) : ('none' as const),
            },
          },
          upsert: true,
        },
      }))
      if (upserts.length > 0) {
        await differences.bulkWrite(upserts, { ordered: false })
      }
    },

    /** The page is done: what it found has been sent, now or before this process took the round over. */
    async settle({ roundId, page }: Page): Promise<void> {
      const pending = { roundId, page, repair: 'pending' } as const
      await differences.updateMany(pending, { $set: { repair: 'sent' } })
    },

    /** How far a running round has come, for those who look at it. */
    async progress(roundId: RoundId, seen: number): Promise<void> {
      await rounds.updateOne({ _id: roundId, state: 'running' }, { $set: { seen } })
    },

    /** Counts everything, ends the round, and forgets what is too much to keep. May be repeated. */
    async finish(roundId: RoundId, { seen, now }: { seen: number; now: Date }): Promise<Totals> {
      const counts = await countsOf(roundId)
      const end = { state: 'done', finishedAt: now, seen, ...counts } as const
      await rounds.updateOne({ _id: roundId, state: 'running' }, { $set: end })
      const [last] = await differences
        .find({ roundId })
        .sort({ page: 1, _id: 1 })
        .skip(KEPT_DIFFERENCES - 1)
        .limit(1)
        .maxTimeMS(MAX_MS)
        .lean<DifferenceDocument[]>()
      if (last !== undefined) {
        const { page, _id } = last
        const later = [{ page: { $gt: page } }, { page, _id: { $gt: _id } }]
        await differences.deleteMany({ roundId, $or: later })
      }
      const stored = await rounds.findById(roundId).lean<RoundDocument>()
      return stored === null ? { seen, ...counts } : roundOf(stored)
    },

    async find(roundId: RoundId): Promise<Round | null> {
      const found = await rounds.findById(roundId).maxTimeMS(MAX_MS).lean<RoundDocument>()
      return found === null ? null : asOfNow(found)
    },

    /** Newest first. */
    async list({ after, limit }: { after?: Place; limit: number }): Promise<Round[]> {
      const beyond = after && [
        { startedAt: { $lt: after.startedAt } },
        { startedAt: after.startedAt, _id: { $lt: after.roundId } },
      ]
      const found = await rounds
        .find(beyond === undefined ? {} : { $or: beyond })
        .sort({ startedAt: -1, _id: -1 })
        .limit(limit)
        .maxTimeMS(MAX_MS)
        .lean<RoundDocument[]>()
      return Promise.all(found.map(asOfNow))
    },

    /** The last round of each subject that came to its end, among the newest; one read. */
    async lastDone(): Promise<Round[]> {
      const newest = await rounds
        .find({})
        .sort({ startedAt: -1, _id: -1 })
        .limit(NEWEST)
        .maxTimeMS(MAX_MS)
        .lean<RoundDocument[]>()
      const done = newest.filter(({ state }) => state === 'done').reverse()
      return [...new Map(done.map((round) => [round.subject, roundOf(round)])).values()]
    },

    /** What is kept of a round's differences, in the order in which they were found. */
    async differencesOf(roundId: RoundId): Promise<DifferenceDocument[]> {
      return differences
        .find({ roundId })
        .sort({ page: 1, _id: 1 })
        .limit(KEPT_DIFFERENCES)
        .maxTimeMS(MAX_MS)
        .lean<DifferenceDocument[]>()
    },
  }
}

function roundOf({ _id, finishedAt, ...round }: RoundDocument): Round {
  return { ...round, roundId: _id as RoundId, finishedAt: finishedAt ?? null }
}
