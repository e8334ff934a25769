import type { mongo } from 'mongoose'
import type { Db, Tx } from '../../platform/mongo/index.js'
import { allOf, factsIn, type FactScope } from './fact-scope.domain.js'
import type { NewTimelineEntry, TimelineGroup } from './facts.domain.js'
import type { IdentifierKey } from './identifier.domain.js'
import { timelineCollection, type TimelineDocument } from './timeline.model.js'

const MAX_TIME_MS = 5_000

type Position = Readonly<{ at: Date; id: string }>
type Told = Readonly<{ entry: NewTimelineEntry; identifierKey: IdentifierKey }>

/** What the pipeline writes. */
export function timelineWrites(db: Db) {
  const timeline = timelineCollection(db)
  return {
    /** Those of these entries that were told before. */
    async existing(entryIds: readonly string[], tx?: Tx): Promise<Set<string>> {
      if (entryIds.length === 0) {
        return new Set()
      }
      const found = timeline.find(
        { _id: { $in: [...entryIds] } },
        { projection: { _id: 1 }, ...(tx === undefined ? {} : { session: tx }) },
      )
      return new Set((await found.toArray()).map(({ _id }) => _id))
    },

    isTold: async ({ entryId, tx }: { entryId: string; tx: Tx }): Promise<boolean> =>
      (await timeline.countDocuments({ _id: entryId }, { session: tx, limit: 1 })) > 0,

    async add(told: readonly Told[], tx: Tx): Promise<void> {
      if (told.length > 0) {
        await timeline.insertMany(told.map(documentOf), { session: tx })
      }
    },
  }
}

const documentOf = ({ entry, identifierKey }: Told): TimelineDocument => {
  const { entryId, data, ...fields } = entry
  return { ...fields, _id: entryId, identifierKey, data: { ...data } }
}

export type Timeline = ReturnType<typeof timelineRepository>

export function timelineRepository(db: Db) {
  const timeline = timelineCollection(db)
  return {
    /** Newest first, of at most 50 identifiers: one customer's. */
    page: (
      scope: FactScope,
      query: Readonly<{ after: Position | null; limit: number; group: TimelineGroup | null }>,
    ): Promise<TimelineDocument[]> =>
      timeline
        .find(
          allOf(
            entriesOf(scope),
            query.group === null ? {} : { group: query.group },
            query.after === null ? {} : olderThan(query.after),
          ),
        )
        .sort({ at: -1, _id: -1 })
        .limit(query.limit)
        .maxTimeMS(MAX_TIME_MS)
        .toArray(),

    /** Net revenue and paid orders by Shanghai month, since a moment. */
    async revenueSince(scope: FactScope, since: Date) {
      const month = { $dateToString: { date: '$at', format: '%Y-%m', timezone: 'Asia/Shanghai' } }
      const isPaid = { $cond: [{ $eq: ['$type', 'order.paid'] }, 1, 0] }
      const match = allOf(entriesOf(scope), { at: { $gte: since } }, { netFen: { $exists: true } })
      const months = timeline.aggregate<{ _id: string; netFen: number; orders: number }>(
        [
          { $match: match },
          { $group: { _id: month, netFen: { $sum: '$netFen' }, orders: { $sum: isPaid } } },
          { $sort: { _id: 1 } },
        ],
        { maxTimeMS: MAX_TIME_MS },
      )
      return (await months.toArray()).map(({ _id, ...sums }) => ({ month: _id, ...sums }))
    },
  }
}

/** Filter of the entries that are somebody's. */
export const entriesOf = (scope: FactScope): mongo.Filter<TimelineDocument> =>
  factsIn(scope, (range) => ({
    $or: [{ heldAt: range }, { heldAt: { $exists: false }, at: range }],
  }))

const olderThan = ({ at, id }: Position) => ({
  at: { $lte: at },
  $or: [{ at: { $lt: at } }, { _id: { $lt: id } }],
})
