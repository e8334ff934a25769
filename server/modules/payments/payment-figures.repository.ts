import type { Connection } from 'mongoose'
import type { Fen } from '../../platform/money/index.js'
import { incidentModel } from './incidents.model.js'
import type { IncidentKind } from './incidents.domain.js'
import { paymentModel } from './payments.model.js'

const MAX_MS = 2_000
/** Bounds what a figure reads; more than this many are shown as this many. */
const MAX_COUNTED = 10_000

type Unfinished = Readonly<{ count: number; oldestAt: Date | null; olderThan: readonly number[] }>
type OpenIncidents = Readonly<{
  kind: IncidentKind
  count: number
  amountFen: Fen
  oldestAt: Date
}>

/** How much money is on its way or went astray, for health and metrics; the cost has a bound. */
export type PaymentFigures = ReturnType<typeof paymentFigures>
export function paymentFigures(db: Connection) {
  const payments = paymentModel(db)
  const incidents = incidentModel(db)
  return {
    /** Payments whose end we still ask WeChat for; `olderThan` counts those made before each of these moments. */
    async unfinished(moments: readonly Date[]): Promise<Unfinished> {
      const before = moments.map((at, index) => [
        `before${index}`,
        { $sum: { $cond: [{ $lt: ['$createdAt', at] }, 1, 0] } },
      ])
      const [sum] = await payments
        .aggregate<Record<string, number> & { count: number; oldestAt: Date }>([
          { $match: { nextQueryAt: { $gt: new Date(0) } } },
          { $limit: MAX_COUNTED },
          {
            $group: {
              _id: null,
              count: { $sum: 1 },
              oldestAt: { $min: '$createdAt' },
              ...(Object.fromEntries(before) as Record<string, object>),
            },
          },
        ])
        .option({ maxTimeMS: MAX_MS })
      return {
        count: sum?.count ?? 0,
        oldestAt: sum?.oldestAt ?? null,
        olderThan: moments.map((_, index) => sum?.[`before${index}`] ?? 0),
      }
    },

    /** Incidents that wait for a person, by kind. */
    async openIncidents(): Promise<OpenIncidents[]> {
      return incidents
        .aggregate<OpenIncidents>([
          { $match: { state: 'open' } },
          { $limit: MAX_COUNTED },
          {
            $group: {
              _id: '$kind',
              count: { $sum: 1 },
              amountFen: { $sum: '$amountFen' },
              oldestAt: { $min: '$at' },
            },
          },
          { $project: { _id: 0, kind: '$_id', count: 1, amountFen: 1, oldestAt: 1 } },
        ])
        .option({ maxTimeMS: MAX_MS })
    },
  }
}
