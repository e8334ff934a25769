import type { Connection } from 'mongoose'
import { businessDay } from '../../../platform/days/index.js'
import { isDuplicateKey, type Tx } from '../../../platform/mongo/index.js'
import { LIMITS, type LimitKind, type PhoneCheck } from './phone-checks.domain.js'
import {
  phoneCheckCountModel,
  phoneCheckModel,
  type PhoneCheckCountDocument,
  type PhoneCheckDocument,
} from './phone-checks.model.js'

const MAX_MS = 2_000

export type PhoneChecks = ReturnType<typeof phoneChecksRepository>
export function phoneChecksRepository(db: Connection) {
  const checks = phoneCheckModel(db)
  const counts = phoneCheckCountModel(db)
  return {
    /**
     * Takes one of the codes of the day, by one conditional write: many at once get no more than there are. `too-soon`: the
     * last one is younger than the pause.
     */
    async take(kind: LimitKind, key: string, now: Date): Promise<'taken' | 'too-soon' | 'spent'> {
      const { perDay, everyMs } = LIMITS[kind]
      const _id = `${kind}|${businessDay(now)}|${key}`
      const before = new Date(now.getTime() - everyMs)
      const free = {
        count: { $lt: perDay },
        ...(everyMs === 0 ? {} : { lastAt: { $lte: before } }),
      }
      try {
        await counts.updateOne(
          { _id, ...free },
          { $inc: { count: 1 }, $set: { lastAt: now }, $setOnInsert: { at: new Date() } },
          { upsert: true },
        )
        return 'taken'
      } catch (error) {
        // It is there and the filter does not match it.
        if (!isDuplicateKey(error)) {
          throw error
        }
        const row = await counts.findById(_id).lean<PhoneCheckCountDocument>()
        return row !== null && row.count < perDay ? 'too-soon' : 'spent'
      }
    },

    async insert({ checkId: _id, ...fields }: PhoneCheck, { tx }: { tx: Tx }): Promise<void> {
      await checks.create([{ ...fields, _id, at: new Date() }], { session: tx })
    },

    /** Counts one more try before the code is looked at; null for a check that is not this operator's, or is over. */
    async tried(checkId: string, operatorId: string): Promise<PhoneCheck | null> {
      const open = { _id: checkId, operatorId, state: 'sent' } as const
      const found = checks
        .findOneAndUpdate(open, { $inc: { tries: 1 } }, { returnDocument: 'after' })
        .maxTimeMS(MAX_MS)
      const document = await found.lean<PhoneCheckDocument & { at: Date }>()
      if (document === null) {
        return null
      }
      const { _id, at: _at, ...fields } = document
      return { ...fields, checkId: _id }
    },

    async proved(checkId: string, { tx }: { tx: Tx }): Promise<'saved' | 'moved-on'> {
      const change = { $set: { state: 'proved' } }
      const { matchedCount } = await checks.updateOne({ _id: checkId, state: 'sent' }, change, {
        session: tx,
      })
      return matchedCount === 1 ? 'saved' : 'moved-on'
    },
  }
}
