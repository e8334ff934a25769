import { Schema, type Connection } from 'mongoose'
import type { Id } from '../../platform/ids/index.js'
import type { NamedQuery, Stored } from '../../platform/mongo/index.js'
import type { Operator, Session } from './operators.domain.js'

export type OperatorDocument = Stored<Operator, 'operatorId'>
export type SessionDocument = Stored<Session, 'sessionId'> & {
  tokenHash: string
  revokedAt: Date | null
}
export type AttemptDocument = { _id: string; count: number; windowEndsAt: Date }

const required = <T>(type: T) => ({ type, required: true }) as const
const operators = new Schema(
  {
    _id: required(String),
    revision: required(Number),
    username: required(String),
    name: required(String),
    role: {
      ...required(String),
      enum: ['admin', 'operator', 'store-manager', 'staff', 'read-only'],
    },
    storeCodes: { type: [String], default: null },
    status: { ...required(String), enum: ['active', 'disabled'] },
    passwordHash: String,
    staffUserid: String,
    createdAt: required(Date),
  },
  { collection: 'operators', strict: 'throw', versionKey: false },
)
// Log-in by name; one operator has it.
operators.index({ username: 1 }, { unique: true })
// Sidebar log-in; one operator per staff member. Only staff have the field.
const isStaff = { staffUserid: { $exists: true } }
operators.index({ staffUserid: 1 }, { unique: true, partialFilterExpression: isStaff })
// How many admins there are.
operators.index({ role: 1, status: 1 })

const sessions = new Schema(
  {
    _id: required(String),
    tokenHash: required(String),
    operatorId: required(String),
    createdAt: required(Date),
    lastSeenAt: required(Date),
    endsAt: required(Date),
    revokedAt: { type: Date, default: null },
  },
  { collection: 'operator_sessions', strict: 'throw', versionKey: false },
)
// Every request with a cookie.
sessions.index({ tokenHash: 1 }, { unique: true })
// All sessions of an operator, to end them.
sessions.index({ operatorId: 1 })
// Removed by the database when they are over.
sessions.index({ endsAt: 1 }, { expireAfterSeconds: 0 })

const attempts = new Schema(
  { _id: required(String), count: required(Number), windowEndsAt: required(Date) },
  { collection: 'log_in_attempts', strict: 'throw', versionKey: false },
)
// Removed by the database when the window is over.
attempts.index({ windowEndsAt: 1 }, { expireAfterSeconds: 0 })

export const operatorModel = (db: Connection) => db.model('Operator', operators)
export const sessionModel = (db: Connection) => db.model('OperatorSession', sessions)
export const attemptModel = (db: Connection) => db.model('LogInAttempt', attempts)

const operatorId: Id<'opr'> = 'opr_1'
export const operatorQueries: readonly NamedQuery[] = [
  { name: 'operators.by-name', filter: { username: 'admin' }, index: 'username_1' },
  {
    name: 'operators.of-staff',
    filter: { staffUserid: 'lin' },
    index: 'staffUserid_1',
  },
  {
    name: 'operators.admins',
    filter: { role: 'admin', status: 'active' },
    index: 'role_1_status_1',
  },
  { name: 'operators.page', filter: {}, sort: { _id: -1 }, index: '_id_' },
  { name: 'sessions.by-token', filter: { tokenHash: 'x' }, index: 'tokenHash_1' },
  { name: 'sessions.of-operator', filter: { operatorId }, index: 'operatorId_1' },
]
