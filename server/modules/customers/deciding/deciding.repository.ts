import { derivedId, type Id } from '../../../platform/ids/index.js'
import type { Db, Moment, Tx } from '../../../platform/mongo/index.js'
import type { IdentifierKey } from '../identifier.domain.js'
import type { EvidenceDocument, HistoryDocument } from '../identity.documents.js'
import { identityCollections } from '../identity.model.js'
import type { StoredLink } from '../links.domain.js'
import { decisionCollection, type DecisionDocument } from '../resolution/decisions.model.js'
import { evidenceMark } from '../resolution/evidence-mark.js'
import {
  reviewCollections,
  type PendingDocument,
  type ReviewDocument,
} from '../resolution/reviews.model.js'
import { ASIDE, QUEUED, reviewsAfter, type ReviewPlace } from './review-order.js'

const MAX_TIME_MS = 5_000
/** A whole import is counted once. */
const COUNTING = { maxTimeMS: 60_000 } as const
/** Observations of one event. */
const MAX_SHOWN = 100

/** Of a list that long nobody wants the exact number. */
const MAX_COUNTED = 1_000

/** A source is retracted once. */
export const sourceDecisionId = (source: string): Id<'dec'> =>
  derivedId('dec', 'retract-source', source)

type Said = Pick<DecisionDocument, 'actor' | 'reason' | 'at'>
type Undone = NonNullable<DecisionDocument['undone']>
type Place = Readonly<{ at: Date; id: string }>
type PageOf<Filter> = Filter & Readonly<{ after: Place | null; limit: number }>

/** What operators have said, what has happened to people, and what waits for a word. */
export type Deciding = ReturnType<typeof decidingRepository>

export function decidingRepository(db: Db) {
  const decisions = decisionCollection(db)
  const { history, evidence, links, identifiers } = identityCollections(db)
  const { reviews, pending } = reviewCollections(db)
  const options = { maxTimeMS: MAX_TIME_MS }

  return {
    decisions: (ids: readonly Id<'dec'>[]): Promise<DecisionDocument[]> =>
      decisions.find({ _id: { $in: [...ids] } }, options).toArray(),

    /** Newest first; `keys`: only what names one of these. */
    decisionPage: ({ keys, after, limit }: PageOf<{ keys: readonly IdentifierKey[] | null }>) =>
      decisions
        .find(
          { ...(keys === null ? {} : { keys: { $in: [...keys] } }), ...olderThan(after) },
          options,
        )
        .sort({ at: -1, _id: -1 })
        .limit(limit)
        .toArray(),

    /** Retractions in force of what has shown these identifiers. */
    retractionsOf: (keys: readonly IdentifierKey[]): Promise<DecisionDocument[]> =>
      decisions
        .find({ keys: { $in: [...keys] }, isActive: true, 'word.kind': 'retract' }, options)
        .toArray(),

    async say(documents: readonly DecisionDocument[], tx: Tx): Promise<void> {
      await decisions.insertMany([...documents], { session: tx })
    },

    /** Says that all of a source is retracted; answers false when that was said before. */
    async sayOfSource(source: string, { actor, reason, at }: Said, tx: Tx): Promise<boolean> {
      const word = { kind: 'retract-source', source } as const
      const document = { word, keys: [], isActive: true, reason, actor, at }
      const filter = { _id: sourceDecisionId(source) }
      const options = { upsert: true, session: tx }
      const said = await decisions.updateOne(filter, { $setOnInsert: document }, options)
      return said.upsertedCount === 1
    },

    countOfSource: (source: string): Promise<number> =>
      evidence.countDocuments({ _id: { $gt: `${source}:`, $lt: `${source};` }, source }, COUNTING),

    links: (ids: readonly string[], moment: Moment): Promise<StoredLink[]> =>
      links.find({ _id: { $in: [...ids] } }, { ...options, ...moment }).toArray(),

    /** The observations of a retracted source, after those that were taken out. */
    async nextOfSource(source: string, limit: number): Promise<EvidenceDocument[]> {
      const said = await decisions.findOne({ _id: sourceDecisionId(source) }, options)
      // A semicolon comes after the colon that ends the name of the source in the keys of its events.
      const _id = { $gt: said?.through ?? `${source}:`, $lt: `${source};` }
      return evidence.find({ _id, source }, options).sort({ _id: 1 }).limit(limit).toArray()
    },

    async noteProgress(_id: Id<'dec'>, through: string, tx: Tx): Promise<void> {
      await decisions.updateOne({ _id }, { $set: { through } }, { session: tx })
    },

    /** Answers false when one of them is not in force any more. */
    async takeBack(ids: readonly Id<'dec'>[], undone: Undone, tx: Tx): Promise<boolean> {
      const inForce = { _id: { $in: [...ids] }, isActive: true }
      const change = { $set: { isActive: false, undone } }
      const { matchedCount } = await decisions.updateMany(inForce, change, { session: tx })
      return matchedCount === ids.length
    },

    historyEntry: (historyId: string): Promise<HistoryDocument | null> =>
      history.findOne({ _id: historyId }, options),

    /** Newest first; `customerId`: only what concerned this customer. */
    historyPage: ({ customerId, after, limit }: PageOf<{ customerId: Id<'cus'> | null }>) =>
      history
        .find(
          { ...(customerId === null ? {} : { customerIds: customerId }), ...olderThan(after) },
          options,
        )
        .sort({ at: -1, _id: -1 })
        .limit(limit)
        .toArray(),

    /** What these events have shown. */
    shownBy: async (eventIds: readonly string[]): Promise<EvidenceDocument[]> =>
      eventIds.length === 0
        ? []
        : evidence
            .find({ $or: eventIds.flatMap(observedBy), eventId: { $in: [...eventIds] } }, options)
            .limit(MAX_SHOWN)
            .toArray(),

    /** What is worth most first, as it was weighed last. */
    async reviewPage(
      list: 'open' | 'aside',
      { after, limit }: Readonly<{ after: ReviewPlace | null; limit: number }>,
    ): Promise<ReviewDocument[]> {
      const found: ReviewDocument[] = []
      for (const { filter, sort } of reviewsAfter(list, after)) {
        if (found.length < limit) {
          const next = reviews
            .find(filter, options)
            .sort(sort)
            .limit(limit - found.length)
          found.push(...(await next.toArray()))
        }
      }
      return found
    },

    weighedLongestAgo: (limit: number): Promise<ReviewDocument[]> =>
      reviews.find({ state: 'open' }, options).sort({ weighedAt: 1 }).limit(limit).toArray(),

    async weigh(
      weights: readonly Readonly<{ reviewId: string; netFen: number }>[],
      weighedAt: Date,
    ): Promise<void> {
      if (weights.length > 0) {
        await reviews.bulkWrite(
          weights.map(({ reviewId, netFen }) => ({
            updateOne: {
              filter: { _id: reviewId, state: 'open' },
              update: { $set: { netFen, weighedAt } },
            },
          })),
          { ordered: false },
        )
      }
    },

    /** Each up to `MAX_COUNTED`. */
    async countReviews(): Promise<{ open: number; aside: number }> {
      const bounded = { ...options, limit: MAX_COUNTED }
      const [open, aside] = await Promise.all([
        reviews.countDocuments(QUEUED, bounded),
        reviews.countDocuments(ASIDE, bounded),
      ])
      return { open, aside }
    },

    /** The mark of the evidence between these, in the transaction that relies on it. */
    async markOf(keys: readonly IdentifierKey[], tx: Tx): Promise<string> {
      const between = { a: { $in: [...keys] }, b: { $in: [...keys] } }
      const projection = { a: 1, b: 1 } as const
      const found = links.find(between, { ...options, projection, session: tx })
      return evidenceMark(keys, await found.toArray())
    },

    /**
     * Puts it aside or back (null), unless somebody was faster. Whoever is observing one of its identifiers at this moment
     * must look again, as with any word of an operator: news is not missed.
     */
    async setAside(
      { _id, keys }: Pick<ReviewDocument, '_id' | 'keys'>,
      aside: ReviewDocument['aside'] | null,
      tx: Tx,
    ): Promise<boolean> {
      await identifiers.updateMany({ _id: { $in: keys } }, { $inc: { words: 1 } }, { session: tx })
      const { matchedCount } = await reviews.updateOne(
        { _id, ...(aside === null ? ASIDE : QUEUED) },
        aside === null ? { $unset: { aside: '' } } : { $set: { aside } },
        { session: tx },
      )
      return matchedCount === 1
    },

    review: (reviewId: string): Promise<ReviewDocument | null> =>
      reviews.findOne({ _id: reviewId }, options),

    /** Oldest first. */
    pendingPage: ({ after, limit }: PageOf<object>): Promise<PendingDocument[]> =>
      pending.find(newerThan(after), options).sort({ at: 1, _id: 1 }).limit(limit).toArray(),

    pendingRow: (pendingId: string): Promise<PendingDocument | null> =>
      pending.findOne({ _id: pendingId }, options),

    async letThrough(pendingId: string, tx: Tx): Promise<boolean> {
      const { deletedCount } = await pending.deleteOne({ _id: pendingId }, { session: tx })
      return deletedCount === 1
    },
  }
}

/** The first observation of an event has its key, further ones `KEY#1`, `KEY#2` …; a dollar sign comes after a hash. */
const observedBy = (eventId: string) => [
  { _id: eventId },
  { _id: { $gt: `${eventId}#`, $lt: `${eventId}$` } },
]

/** For a page in the order `at`, `_id`. */
const olderThan = (after: Place | null) =>
  after === null
    ? {}
    : {
        at: { $lte: after.at },
        $or: [{ at: { $lt: after.at } }, { _id: { $lt: after.id as never } }],
      }

const newerThan = (after: Place | null) =>
  after === null
    ? {}
    : { at: { $gte: after.at }, $or: [{ at: { $gt: after.at } }, { _id: { $gt: after.id } }] }
