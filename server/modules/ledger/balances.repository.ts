import { atOneMoment, type Db, type Moment, type Tx } from '../../platform/mongo/index.js'
import type { Account } from './accounts.domain.js'
import { daysOf, type AccountDay, type Sums } from './balances.domain.js'
import {
  accountDayModel,
  transferModel,
  type AccountDayDocument,
  type TransferDocument,
} from './ledger.model.js'

const MAX_MS = 5_000
const SUM_OF_LINES = [
  { $unwind: '$lines' },
  {
    $group: {
      _id: '$lines.account',
      debitFen: { $sum: '$lines.debitFen' },
      creditFen: { $sum: '$lines.creditFen' },
    },
  },
]
type Grouped = { _id: Account; debitFen: number; creditFen: number }

export type Balances = ReturnType<typeof balancesRepository>
export function balancesRepository(db: Db) {
  const transfers = transferModel(db)
  const days = accountDayModel(db)

  const summed = (moment: Moment) =>
    days
      .aggregate<Grouped>([
        {
          $group: {
            _id: '$account',
            debitFen: { $sum: '$debitFen' },
            creditFen: { $sum: '$creditFen' },
          },
        },
      ])
      .option({ maxTimeMS: MAX_MS, ...moment })

  const notSummed = (moment: Moment) =>
    transfers
      .aggregate<Grouped>([{ $match: { isSummed: false } }, ...SUM_OF_LINES])
      .option({ maxTimeMS: MAX_MS, ...moment })

  return {
    /** The sums of every account at this moment, to the last committed transfer. */
    sums: (): Promise<Sums[]> =>
      atOneMoment(db, async (moment) => {
        const byDay = await summed(moment)
        const rest = await notSummed(moment)
        return [...byDay, ...rest].map(({ _id: account, ...sums }) => ({ account, ...sums }))
      }),

    /** One account, newest day first; without what the next run of the job adds. */
    async daysOf(account: Account, limit: number): Promise<AccountDay[]> {
      const newest = days.find({ account }).sort({ on: -1 }).limit(limit).maxTimeMS(MAX_MS)
      return (await newest.lean<AccountDayDocument[]>()).map(({ _id, ...day }) => day)
    },

    /** How many of the next `limit` transfers it took into the sums; 0: all are in. In the caller's transaction. */
    async sumUp(limit: number, { tx }: { tx: Tx }): Promise<number> {
      const found = await transfers
        .find({ isSummed: false }, { at: 1, lines: 1 }, { session: tx })
        .sort({ _id: 1 })
        .limit(limit)
        .lean<Pick<TransferDocument, '_id' | 'at' | 'lines'>[]>()
      if (found.length === 0) {
        return 0
      }
      await days.bulkWrite(daysOf(found).map(adding), { session: tx })
      // Whoever did the same meanwhile has changed these documents: the database refuses one of the two.
      const taken = { _id: { $in: found.map(({ _id }) => _id) } }
      await transfers.updateMany(taken, { isSummed: true }, { session: tx })
      return found.length
    },
  }
}

function adding({ account, on, debitFen, creditFen, transfers }: AccountDay) {
  return {
    updateOne: {
      filter: { _id: `${on}:${account}` },
      update: { $setOnInsert: { account, on }, $inc: { debitFen, creditFen, transfers } },
      upsert: true,
    },
  }
}
