import type { Id } from '../../platform/ids/index.js'
import type { Db, Tx } from '../../platform/mongo/index.js'
import type { CounterChange, NewTimelineEntry, TimelineGroup } from './facts.js'
import type { IdentifierKey } from './identifier.domain.js'
import {
  identityCollections,
  type CustomerDocument,
  type IdentifierDocument,
  type LinkDocument,
} from './identity.model.js'
import { timelineCollection, type TimelineDocument } from './timeline.model.js'

const MAX_LINKS = 500
const MAX_MERGED = 100
const MAX_TIME_MS = 5_000

export type Customers = ReturnType<typeof customersRepository>

/** Reads of the console and the open API; writes of one fact outside the pipeline. */
export function customersRepository(db: Db) {
  const { identifiers, customers, links } = identityCollections(db)
  const timeline = timelineCollection(db)

  return {
    find: (customerId: Id<'cus'>): Promise<CustomerDocument | null> =>
      customers.findOne({ _id: customerId }),

    findMany: (ids: readonly Id<'cus'>[]): Promise<CustomerDocument[]> =>
      customers.find({ _id: { $in: [...ids] } }).toArray(),

    /** One indexed read, whatever the size of the customer. */
    async ownerOf(key: IdentifierKey): Promise<Id<'cus'> | null> {
      const found = await identifiers.findOne({ _id: key }, { projection: { ownerId: 1 } })
      return found?.ownerId ?? null
    },

    identifiersOf: (customerIds: readonly Id<'cus'>[]): Promise<IdentifierDocument[]> =>
      identifiers.find({ ownerId: { $in: [...customerIds] } }).toArray(),

    identifiersByKey: (keys: readonly IdentifierKey[]): Promise<IdentifierDocument[]> =>
      identifiers.find({ _id: { $in: [...keys] } }).toArray(),

    /** Links with one of these identifiers on either side. */
    linksOf: (keys: readonly IdentifierKey[]): Promise<LinkDocument[]> =>
      links
        .find({ $or: [{ a: { $in: [...keys] } }, { b: { $in: [...keys] } }] })
        .limit(MAX_LINKS)
        .toArray(),

    /** Ids that the holder of these identifiers has swallowed: looked up, not stored. */
    async mergedInto(keys: readonly IdentifierKey[]): Promise<Id<'cus'>[]> {
      const merged = await customers
        .find({ founderKey: { $in: [...keys] }, state: 'merged' })
        .project<{ _id: Id<'cus'> }>({ _id: 1 })
        .limit(MAX_MERGED)
        .toArray()
      return merged.map(({ _id }) => _id)
    },

    /** Living customers in the order of their ids, after one. */
    listLiving: (after: Id<'cus'> | null, limit: number): Promise<CustomerDocument[]> =>
      customers
        .find({ state: 'living', ...(after === null ? {} : { _id: { $gt: after } }) })
        .sort({ _id: 1 })
        .limit(limit)
        .maxTimeMS(MAX_TIME_MS)
        .toArray(),

    /** Living customers by newest activity; `filter` names nameKeys, claimKeys or ids. */
    search: (
      filter: Readonly<Record<string, unknown>>,
      { after, limit }: { after: { lastSeenAt: Date; customerId: string } | null; limit: number },
    ): Promise<CustomerDocument[]> =>
      customers
        .find({
          state: 'living',
          ...filter,
          ...(after === null
            ? {}
            : {
                $or: [
                  { lastSeenAt: { $lt: after.lastSeenAt } },
                  { lastSeenAt: after.lastSeenAt, _id: { $gt: after.customerId as Id<'cus'> } },
                ],
              }),
        })
        .sort({ lastSeenAt: -1, _id: 1 })
        .limit(limit)
        .maxTimeMS(MAX_TIME_MS)
        .toArray(),

    count: (filter: Readonly<Record<string, unknown>>, limit: number): Promise<number> =>
      customers.countDocuments({ state: 'living', ...filter }, { limit, maxTimeMS: MAX_TIME_MS }),

    /** Newest first, of at most 50 identifiers: one customer's. */
    timelineOf: (
      keys: readonly IdentifierKey[],
      {
        after,
        limit,
        group,
      }: { after: { at: Date; id: string } | null; limit: number; group: TimelineGroup | null },
    ): Promise<TimelineDocument[]> =>
      timeline
        .find({
          identifierKey: { $in: [...keys] },
          ...(group === null ? {} : { group }),
          ...(after === null
            ? {}
            : { $or: [{ at: { $lt: after.at } }, { at: after.at, _id: { $lt: after.id } }] }),
        })
        .sort({ at: -1, _id: -1 })
        .limit(limit)
        .maxTimeMS(MAX_TIME_MS)
        .toArray(),

    /** Net revenue by Shanghai month, and orders, since a moment. */
    async revenueSince(keys: readonly IdentifierKey[], since: Date) {
      const months = await timeline
        .aggregate<{ _id: string; netFen: number; orders: number }>([
          {
            $match: {
              identifierKey: { $in: [...keys] },
              at: { $gte: since },
              netFen: { $exists: true },
            },
          },
          {
            $group: {
              _id: { $dateToString: { date: '$at', format: '%Y-%m', timezone: 'Asia/Shanghai' } },
              netFen: { $sum: '$netFen' },
              orders: { $sum: { $cond: [{ $eq: ['$type', 'order.paid'] }, 1, 0] } },
            },
          },
          { $sort: { _id: 1 } },
        ])
        .toArray()
      return months.map(({ _id: month, netFen, orders }) => ({ month, netFen, orders }))
    },

    hasEntry: async (entryId: string, tx: Tx): Promise<boolean> =>
      (await timeline.findOne({ _id: entryId }, { session: tx, projection: { _id: 1 } })) !== null,

    /**
     * Adds entries and counters to an identifier that is known. False when it has no owner yet or got another one
     * meanwhile: the caller tries again.
     */
    async record(
      identifierKey: IdentifierKey,
      {
        entries,
        counters,
      }: { entries: readonly NewTimelineEntry[]; counters: CounterChange | undefined },
      tx: Tx,
    ): Promise<boolean> {
      const owner = await identifiers.findOne({ _id: identifierKey }, { session: tx })
      if (owner === null || owner.ownerId === null) {
        return false
      }
      const change = recordedChange(entries, counters)
      const guard = { _id: identifierKey, ownerId: owner.ownerId }
      const { matchedCount } = await identifiers.updateOne(guard, change, { session: tx })
      await customers.updateOne({ _id: owner.ownerId }, change, { session: tx })
      const documents = entries.map(({ entryId, ...entry }) => ({
        ...entry,
        _id: entryId,
        identifierKey,
        data: { ...entry.data },
      }))
      if (documents.length > 0) {
        await timeline.insertMany(documents, { session: tx })
      }
      return matchedCount === 1
    },
  }
}

function recordedChange(entries: readonly NewTimelineEntry[], counters: CounterChange | undefined) {
  const { ordersPaid = 0, paidFen = 0, refundedFen = 0, paidAt } = counters ?? {}
  const lastSeenAt = new Date(Math.max(0, ...entries.map(({ at }) => at.getTime())))
  return {
    $inc: { ordersPaid, paidFen, refundedFen },
    $max: { lastSeenAt, ...(paidAt === undefined ? {} : { lastPaidAt: paidAt }) },
    ...(paidAt === undefined ? {} : { $min: { firstPaidAt: paidAt } }),
  }
}
