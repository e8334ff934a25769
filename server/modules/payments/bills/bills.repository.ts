import type { Connection } from 'mongoose'
import type { Tx } from '../../../platform/mongo/index.js'
import type { BillDay, BillDifference } from './bill-day.domain.js'
import {
  billDayModel,
  billDifferenceModel,
  type BillDayDocument,
  type BillDifferenceDocument,
} from './bills.model.js'

const MAX_MS = 5_000
const MAX_UNDER_WAY = 100
const MAX_SENT = 1_000

export type BillRows = ReturnType<typeof billsRepository>
export function billsRepository(db: Connection) {
  const days = billDayModel(db)
  const differences = billDifferenceModel(db)
  return {
    async find(day: string): Promise<BillDay | null> {
      const document = await days.findById(day).maxTimeMS(MAX_MS).lean<BillDayDocument>()
      return document === null ? null : dayOf(document)
    },

    async withDays(wanted: readonly string[]): Promise<BillDay[]> {
      const found = days.find({ _id: { $in: [...wanted] } }).maxTimeMS(MAX_MS)
      return (await found.lean<BillDayDocument[]>()).map(dayOf)
    },

    /** Newest day first, from before `before`. */
    async list({
      before,
      limit,
    }: Readonly<{ before?: string; limit: number }>): Promise<BillDay[]> {
      const filter = before === undefined ? {} : { _id: { $lt: before } }
      const newest = days.find(filter).sort({ _id: -1 }).limit(limit).maxTimeMS(MAX_MS)
      return (await newest.lean<BillDayDocument[]>()).map(dayOf)
    },

    /** Asks for a day; one that was never compared begins as `fresh`, one that is under way stays so. */
    async request(_id: string, fresh: BillDay, { tx }: { tx: Tx }): Promise<void> {
      const { day: _day, state: _state, ...fields } = fresh
      const state = 'requested' as const
      const options = { session: tx, upsert: true }
      const known = await days.findById(_id, { state: 1 }, { session: tx }).lean<BillDayDocument>()
      if (known?.state !== 'running') {
        await days.updateOne({ _id }, { $set: { state }, $setOnInsert: fields }, options)
      }
    },

    /** How many differences of each of these days are open; a page's worth. */
    async openOf(wanted: readonly string[]): Promise<Map<string, number>> {
      const counts = await differences
        .aggregate<{ _id: string; open: number }>([
          { $match: { day: { $in: [...wanted] }, state: 'open' } },
          { $group: { _id: '$day', open: { $sum: 1 } } },
        ])
        .option({ maxTimeMS: MAX_MS })
      return new Map(counts.map(({ _id, open }) => [_id, open]))
    },

    /** Asked for, broken off or waiting for WeChat; oldest day first. */
    async underWay(): Promise<BillDay[]> {
      const found = days
        .find({ state: { $in: ['requested', 'running', 'waiting'] } })
        .sort({ _id: 1 })
      const rows = await found.limit(MAX_UNDER_WAY).maxTimeMS(MAX_MS).lean<BillDayDocument[]>()
      return rows.map(dayOf)
    },

    /** As it stands now; one process at a time works a day, so nobody else writes it. */
    async save(billDay: BillDay, { tx }: { tx?: Tx } = {}): Promise<void> {
      const { day: _id, ...fields } = billDay
      const options = { upsert: true, runValidators: true, ...(tx && { session: tx }) }
      await days.replaceOne({ _id }, { ...fields, _id }, options)
    },

    /** Adds those that are new; one that was met before belongs to this run again, and stays settled if it is. */
    async note(found: readonly BillDifference[], { at, tx }: { at: Date; tx: Tx }): Promise<void> {
      const upserts = found.map(({ run, ...difference }) => ({
        updateOne: {
          filter: { _id: `${difference.day}:${difference.subject}` },
          update: { $set: { run }, $setOnInsert: { ...difference, state: 'open' as const, at } },
          upsert: true,
        },
      }))
      if (upserts.length > 0) {
        await differences.bulkWrite(upserts, { session: tx })
      }
    },

    /** What an earlier run of the day met and this one did not: it is mended. */
    async settleOld({ day, run }: BillDay, { at, tx }: { at: Date; tx: Tx }): Promise<void> {
      const old = { day, state: 'open' as const, run: { $lt: run } }
      const change = { $set: { state: 'settled', settledAt: at } } as const
      await differences.updateMany(old, change, { session: tx })
    },

    /** Those whose repair is on its way. */
    async sent(): Promise<BillDifference[]> {
      const found = differences.find({ action: 'sent', state: 'open' }).sort({ _id: 1 })
      return found.limit(MAX_SENT).maxTimeMS(MAX_MS).lean<BillDifferenceDocument[]>()
    },

    async settle(mended: readonly BillDifference[], at: Date): Promise<void> {
      const ids = mended.map(({ day, subject }) => `${day}:${subject}`)
      const change = { $set: { state: 'settled', settledAt: at } } as const
      await differences.updateMany({ _id: { $in: ids }, state: 'open' }, change)
    },

    /** A day's differences, open ones first. */
    async ofDay(day: string, limit: number): Promise<BillDifferenceDocument[]> {
      const found = differences.find({ day }).sort({ state: 1, _id: 1 }).limit(limit)
      return found.maxTimeMS(MAX_MS).lean<BillDifferenceDocument[]>()
    },
  }
}

function dayOf({ _id, ...fields }: BillDayDocument): BillDay {
  return { ...fields, day: _id }
}
