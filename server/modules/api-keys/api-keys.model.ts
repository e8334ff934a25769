import { Schema, type Connection } from 'mongoose'
import type { NamedQuery, Stored } from '../../platform/mongo/index.js'
import type { ApiKey } from './api-keys.domain.js'

export type ApiKeyDocument = Stored<ApiKey, 'apiKeyId'> & {
  /** SHA-256 of the key. It is 32 random bytes: nothing to guess, so no salt and no slow hash. */
  secretHash: string
}

const required = <T>(type: T) => ({ type, required: true }) as const
const schema = new Schema(
  {
    _id: required(String),
    name: required(String),
    secretHash: required(String),
    tail: required(String),
    scopes: { type: [String], required: true },
    trusted: required(Boolean),
    sources: { type: [String], default: null },
    state: { ...required(String), enum: ['live', 'revoked'] },
    createdAt: required(Date),
    createdBy: required(String),
    lastUsedAt: { type: Date, default: null },
    revokedAt: { type: Date, default: null },
  },
  { collection: 'api_keys', strict: 'throw', versionKey: false },
)
// Every request with a key.
schema.index({ secretHash: 1 }, { unique: true })
// One living key has a name; a revoked one leaves it free.
schema.index({ name: 1 }, { unique: true, partialFilterExpression: { state: 'live' } })

export const apiKeyModel = (db: Connection) => db.model('ApiKey', schema)

export const apiKeyQueries: readonly NamedQuery[] = [
  { name: 'api_keys.by-secret', filter: { secretHash: 'x' }, index: 'secretHash_1' },
  { name: 'api_keys.page', filter: {}, sort: { _id: -1 }, index: '_id_' },
]
