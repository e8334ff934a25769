import type { Connection } from 'mongoose'
import { orderModel } from './orders.model.js'
import type { HolderKey } from './orders.domain.js'
import type { StoreNames } from './orders.ports.js'

/** One business day of paid orders. `orders` counts those whose net is above 0, as the average order value does. */
export type DayFigures = Readonly<{
  day: string
  ordersPaid: number
  orders: number
  paidFen: number
  netFen: number
}>
/** The business days with a net-positive order of an identifier, in order. */
export type BuyingDays = Readonly<{ identifierKey: HolderKey; days: readonly string[] }>
type Period = Readonly<{ from: Date; to: Date }>

const MAX_MS = 10_000
const MAX_CODES = 200
const SHANGHAI = 'Asia/Shanghai'
const NET = { $subtract: ['$paidFen', '$refundedFen'] }
const isPositive = { $gt: [NET, 0] }

/** Sums over orders, for insights and the console. */
export type OrderFigures = ReturnType<typeof orderFigures>
export function orderFigures({ db, stores }: Readonly<{ db: Connection; stores: StoreNames }>) {
  const model = orderModel(db)
  return {
    /** Per business day with paid orders in [from, to), in order; refunds count on the day of their order. */
    byDay: ({ from, to }: Period): Promise<DayFigures[]> =>
      model
        .aggregate<DayFigures>([
          { $match: { paidAt: { $gte: from, $lt: to } } },
          {
            $group: {
              _id: { $dateToString: { date: '$paidAt', format: '%Y-%m-%d', timezone: SHANGHAI } },
              ordersPaid: { $sum: 1 },
              orders: { $sum: { $cond: [isPositive, 1, 0] } },
              paidFen: { $sum: '$paidFen' },
              netFen: { $sum: NET },
            },
          },
          { $sort: { _id: 1 } },
          { $project: { _id: 0, day: '$_id', ordersPaid: 1, orders: 1, paidFen: 1, netFen: 1 } },
        ])
        .option({ maxTimeMS: MAX_MS }),

    /**
     * The business days on which each identifier bought, up to `to`, in order: enough for every repurchase figure of a
     * period and of its trend, in one read. At most one entry a day, so an identifier has a few hundred at most.
     */
    buyingDays: ({ to }: Readonly<{ to: Date }>): Promise<BuyingDays[]> =>
      model
        .aggregate<BuyingDays>([
          { $match: { paidAt: { $lt: to }, identifierKey: { $exists: true }, $expr: isPositive } },
          {
            $group: {
              _id: '$identifierKey',
              days: {
                $addToSet: {
                  $dateToString: { date: '$paidAt', format: '%Y-%m-%d', timezone: SHANGHAI },
                },
              },
            },
          },
          {
            $project: {
              _id: 0,
              identifierKey: '$_id',
              days: { $sortArray: { input: '$days', sortBy: 1 } },
            },
          },
        ])
        .option({ maxTimeMS: MAX_MS }),

    /** Codes of orders that no store has; at most 200 codes are looked at. */
    async unknownStoreCodes(): Promise<{ storeCode: string; orders: number }[]> {
      const codes: unknown[] = await model.distinct('storeCode').maxTimeMS(MAX_MS)
      const used = codes.filter((code): code is string => typeof code === 'string')
      const names = await stores.nameOf(used.slice(0, MAX_CODES))
      const unknown = used.slice(0, MAX_CODES).filter((code) => !names.has(code))
      const counts = unknown.map((storeCode) => model.countDocuments({ storeCode }))
      const orders = await Promise.all(counts)
      return unknown.map((storeCode, index) => ({ storeCode, orders: orders[index] ?? 0 }))
    },
  }
}
