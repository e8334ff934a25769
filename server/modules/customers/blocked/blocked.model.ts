import { Schema } from 'mongoose'
import type { Db, NamedQuery } from '../../../platform/mongo/index.js'
import type { IdentifierKey, IdentifierType } from '../identifier.domain.js'
import { BLOCK_REASONS, type BlockReason } from './blocked.domain.js'
import type { KeptFact } from './unblocked-fact.js'

/** `blocked_values`: what operators have put on the list; `_id` is the key of the identifier. A value taken off stays, as removed. */
export type BlockedValueDocument = {
  _id: IdentifierKey
  type: IdentifierType
  scope: string
  /** Phones encrypted. */
  value: string
  phoneTail?: string
  state: 'active' | 'removed'
  reason: BlockReason
  note: string
  addedBy: { operatorId: string; name: string }
  addedAt: Date
  /** Facts without owner may still be waiting for this value. */
  isAttaching: boolean
  /** By the store's clock: processes read what has changed since they looked. */
  changedAt: Date
}

/** `blocked_hits`: how often a value or rule was met, per day; in slots, so that workers do not wait for each other. */
export type BlockedHitDocument = {
  /** `day|slot|key` */
  _id: string
  key: string
  day: string
  count: number
  expiresAt: Date
}

/** `ownerless_facts`: events with no or only blocked identifiers; `_id` is the event's key. */
export type OwnerlessFactDocument = {
  _id: string
  day: string
  /** Empty where no store was named. */
  storeCode: string
  source: string
  /** The listed values that it named; absent when it can never find an owner. */
  blockKeys?: IdentifierKey[]
  fact?: KeptFact
  expiresAt?: Date
}

const options = { strict: 'throw', versionKey: false } as const
const text = { type: String, required: true } as const
const moment = { type: Date, required: true } as const

const values = new Schema(
  {
    _id: text,
    type: text,
    scope: text,
    value: text,
    phoneTail: String,
    state: { ...text, enum: ['active', 'removed'] },
    reason: { ...text, enum: [...BLOCK_REASONS] },
    note: { type: String, default: '' },
    addedBy: { operatorId: text, name: text },
    addedAt: moment,
    isAttaching: { type: Boolean, required: true },
    changedAt: moment,
  },
  { ...options, collection: 'blocked_values' },
)
// The list, newest first.
values.index({ state: 1, addedAt: -1, _id: -1 })
// What has changed since a process looked last.
values.index({ changedAt: 1 })
// Whose facts are being brought home: few, so the index has only them.
values.index({ isAttaching: 1 }, { partialFilterExpression: { isAttaching: true } })

const hits = new Schema(
  { _id: text, key: text, day: text, count: { type: Number, required: true }, expiresAt: moment },
  { ...options, collection: 'blocked_hits' },
)
// The hits of the values on a page, in the last days.
hits.index({ key: 1, day: 1 })
// For no query: forgets after a year.
hits.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })

const facts = new Schema(
  {
    _id: text,
    day: text,
    storeCode: { type: String, default: '' },
    source: text,
    blockKeys: { type: [String], default: undefined },
    fact: Schema.Types.Mixed,
    expiresAt: Date,
  },
  { ...options, collection: 'ownerless_facts' },
)
// What waits for a value, in a stable order.
facts.index({ blockKeys: 1, _id: 1 }, { sparse: true })
// How many there were, by day and store.
facts.index({ day: 1, storeCode: 1 })
// For no query: forgets what can never find an owner, after a year.
facts.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })

export const blockedModels = (db: Db) => ({
  values: db.model('BlockedValue', values),
  hits: db.model('BlockedHit', hits),
  facts: db.model('OwnerlessFact', facts),
})

export const blockedCollections = (db: Db) => ({
  values: db.collection<BlockedValueDocument>('blocked_values'),
  hits: db.collection<BlockedHitDocument>('blocked_hits'),
  facts: db.collection<OwnerlessFactDocument>('ownerless_facts'),
})

const KEY = 'phone:cn:1'
export const blockedQueries: readonly NamedQuery[] = [
  { name: 'blocked.by-key', filter: { _id: KEY }, index: '_id_' },
  {
    name: 'blocked.page',
    filter: { state: 'active' },
    sort: { addedAt: -1, _id: -1 },
    index: 'state_1_addedAt_-1__id_-1',
  },
  { name: 'blocked.changed', filter: { changedAt: { $gte: new Date(0) } }, index: 'changedAt_1' },
  { name: 'blocked.attaching', filter: { isAttaching: true }, index: 'isAttaching_1' },
  {
    name: 'blocked.hits',
    filter: { key: { $in: [KEY] }, day: { $gte: '2026-01-01' } },
    index: 'key_1_day_1',
  },
  {
    name: 'ownerless.of-value',
    filter: { blockKeys: KEY, _id: { $gt: '' } },
    sort: { _id: 1 },
    index: 'blockKeys_1__id_1',
  },
  { name: 'ownerless.days', filter: { day: { $gte: '2026-01-01' } }, index: 'day_1_storeCode_1' },
]
