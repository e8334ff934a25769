import { Schema, type Connection } from 'mongoose'
import type { NamedQuery, Stored } from '../../platform/mongo/index.js'
import type { Incident } from './incidents.domain.js'

export type IncidentDocument = Stored<Incident, 'incidentId'>

const required = <T>(type: T) => ({ type, required: true }) as const
const schema = new Schema(
  {
    _id: required(String), // made from kind and cause
    kind: required(String),
    at: required(Date),
    summary: required(String),
    amountFen: Number,
    state: { ...required(String), enum: ['open', 'settled'] },
    subject: new Schema({ type: required(String), id: required(String) }, { _id: false }),
  },
  { collection: 'incidents', strict: 'throw', versionKey: false },
)
// The console's list of one state, newest first.
schema.index({ state: 1, at: -1, _id: -1 })
// The console's list of all.
schema.index({ at: -1, _id: -1 })

export const incidentModel = (db: Connection) => db.model('Incident', schema)

export const incidentQueries: readonly NamedQuery[] = [
  {
    name: 'incidents.of-state',
    filter: { state: 'open' },
    sort: { at: -1, _id: -1 },
    index: 'state_1_at_-1__id_-1',
  },
  { name: 'incidents.all', filter: {}, sort: { at: -1, _id: -1 }, index: 'at_-1__id_-1' },
]
