import { Schema, type Connection } from 'mongoose'
import type { Id } from '../../platform/ids/index.js'
import type { NamedQuery } from '../../platform/mongo/index.js'
import type { AuditEntry } from './audit.service.js'

export type AuditDocument = AuditEntry & { _id: Id<'aud'>; at: Date }

const required = <T>(type: T) => ({ type, required: true }) as const
const entries = new Schema(
  {
    _id: required(String), // in the order of time
    at: required(Date),
    actor: new Schema(
      { operatorId: required(String), name: required(String) },
      { _id: false, strict: 'throw' },
    ),
    action: required(String),
    subject: new Schema(
      { type: { type: String, required: true }, id: required(String) },
      { _id: false, strict: 'throw', id: false },
    ),
    before: Schema.Types.Mixed,
    after: Schema.Types.Mixed,
    reason: String,
  },
  { collection: 'audit_entries', strict: 'throw', versionKey: false, minimize: false },
)
// The history of one thing, newest first.
entries.index({ 'subject.id': 1, _id: -1 })

export const auditModel = (db: Connection) => db.model('AuditEntry', entries)

export const auditQueries: readonly NamedQuery[] = [
  { name: 'audit.page', filter: {}, sort: { _id: -1 }, index: '_id_' },
  {
    name: 'audit.of-subject',
    filter: { 'subject.id': 'prd_1' },
    sort: { _id: -1 },
    index: 'subject.id_1__id_-1',
  },
]
