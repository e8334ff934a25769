import type { Connection } from 'mongoose'
import { derivedId, type Id } from '../../platform/ids/index.js'
import type { Tx } from '../../platform/mongo/index.js'
import type { Incident, NewIncident } from './incidents.domain.js'
import { incidentModel, type IncidentDocument } from './incidents.model.js'

type Place = Readonly<{ at: Date; incidentId: Id<'inc'> }>
type ListQuery = Readonly<{ state?: Incident['state']; after?: Place; limit: number }>

const MAX_MS = 2_000

export type Incidents = ReturnType<typeof incidentsRepository>
export function incidentsRepository(db: Connection) {
  const model = incidentModel(db)
  return {
    /** Adds those that are new; one that is known already, open or settled, stays as it is. */
    async add(incidents: readonly NewIncident[], { at, tx }: { at: Date; tx: Tx }): Promise<void> {
      const upserts = incidents.map(({ cause, ...incident }) => {
        const _id = derivedId('inc', incident.kind, cause)
        const fresh = { ...incident, at, state: 'open' as const }
        return { updateOne: { filter: { _id }, update: { $setOnInsert: fresh }, upsert: true } }
      })
      if (upserts.length > 0) {
        await model.bulkWrite(upserts, { session: tx })
      }
    },

    /** Newest first. */
    async list({ state, after, limit }: ListQuery): Promise<Incident[]> {
      const filter = {
        ...(state === undefined ? {} : { state }),
        ...(after === undefined ? {} : { $or: beyond(after) }),
      }
      const newest = model.find(filter).sort({ at: -1, _id: -1 }).limit(limit).maxTimeMS(MAX_MS)
      return (await newest.lean<IncidentDocument[]>()).map(({ _id, ...fields }) => ({
        ...fields,
        incidentId: _id,
      }))
    },

    /** How many wait for a person, and how much money is in them. */
    async openTotals(): Promise<{ count: number; amountFen: number }> {
      const [sum] = await model
        .aggregate<{ count: number; amountFen: number }>([
          { $match: { state: 'open' } },
          { $group: { _id: null, count: { $sum: 1 }, amountFen: { $sum: '$amountFen' } } },
        ])
        .option({ maxTimeMS: MAX_MS })
      return { count: sum?.count ?? 0, amountFen: sum?.amountFen ?? 0 }
    },
  }
}

function beyond({ at, incidentId }: Place) {
  return [{ at: { $lt: at } }, { at, _id: { $lt: incidentId } }]
}
