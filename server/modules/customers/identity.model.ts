import { Schema } from 'mongoose'
import type { Db } from '../../platform/mongo/index.js'
import type {
  CustomerDocument,
  EvidenceDocument,
  HistoryDocument,
  IdentifierDocument,
  LinkDocument,
} from './identity.documents.js'

const options = { strict: 'throw', versionKey: false } as const
const count = { type: Number, required: true, min: 0 } as const
const text = { type: String, required: true } as const
const moment = { type: Date, required: true } as const
const flag = { type: Boolean, required: true } as const
const counters = { ordersPaid: count, paidFen: count, refundedFen: count }
const times = { firstSeenAt: moment, lastSeenAt: moment, firstPaidAt: Date, lastPaidAt: Date }

const identifierSchema = new Schema(
  {
    _id: text,
    type: text,
    scope: text,
    value: text,
    phoneTail: String,
    searchKey: String,
    ownerId: { type: String, default: null },
    isCarrier: flag,
    degree: count,
    words: Number,
    isMoved: Boolean,
    isShared: Boolean,
    epochs: new Schema(
      { turn: count, parts: [{ _id: false, from: Date, until: Date, holder: String }] },
      { _id: false },
    ),
    factRuns: { type: [{ _id: false, from: moment, to: moment }], default: undefined },
    strength: text,
    source: text,
    profile: Schema.Types.Mixed,
    ...counters,
    ...times,
  },
  { ...options, collection: 'identifiers' },
)
// The identifiers of a customer: detail, keysOf(), the moves of a merge.
identifierSchema.index({ ownerId: 1 })
// Moved phones that one of a customer's identifiers had for a time.
identifierSchema.index({ 'epochs.parts.holder': 1 }, { sparse: true })
// Quick search by phone tail or member number.
identifierSchema.index({ searchKey: 1 }, { sparse: true })
// Since when customers are known in the mini-program; answered from the index alone.
identifierSchema.index({ type: 1, ownerId: 1, firstSeenAt: 1 })

const customerSchema = new Schema(
  {
    _id: text,
    state: { ...text, enum: ['living', 'merged', 'empty'] },
    founderKey: text,
    identifierCount: count,
    version: count,
    merges: new Schema({ day: text, count }, { _id: false }),
    createdAt: moment,
    name: String,
    nameAt: Date,
    avatar: String,
    avatarAt: Date,
    gender: String,
    genderAt: Date,
    nameKeys: [String],
    ...counters,
    ...times,
  },
  { ...options, collection: 'customers' },
)
// The console's list, newest activity first.
customerSchema.index({ state: 1, lastSeenAt: -1, _id: 1 })
// The open API's list in a stable order.
customerSchema.index({ state: 1, _id: 1 })
// Quick search by name.
customerSchema.index({ nameKeys: 1, lastSeenAt: -1, _id: 1 })
// Which ids a living customer has swallowed: merged customers by their founder.
customerSchema.index({ founderKey: 1 })
// New customers of a day, and the list of those first seen within some time.
customerSchema.index({ state: 1, firstSeenAt: -1, _id: 1 })
const payers = { partialFilterExpression: { ordersPaid: { $gt: 0 } } }
// The list of those who paid last within some time; whoever never paid costs nothing.
customerSchema.index({ state: 1, lastPaidAt: -1, _id: 1 }, payers)
// The list of those who are worth most.
customerSchema.index({ state: 1, paidFen: -1, _id: 1 }, payers)

const evidenceSchema = new Schema(
  {
    _id: text,
    kind: text,
    source: text,
    isTrusted: flag,
    eventId: text,
    occurredAt: moment,
    recordedAt: moment,
    actor: String,
    identifiers: [{ _id: false, key: text, strength: text }],
  },
  { ...options, collection: 'evidence' },
)
// The evidence about an identifier, newest first.
evidenceSchema.index({ 'identifiers.key': 1, occurredAt: -1 })

const linkSchema = new Schema(
  {
    _id: text,
    a: text,
    b: text,
    kind: text,
    source: text,
    strength: text,
    runs: [{ _id: false, from: moment, to: moment }],
    isTrusted: flag,
    count,
  },
  { ...options, collection: 'links' },
)
// The links of an identifier, whichever side it stands on.
linkSchema.index({ a: 1 })
linkSchema.index({ b: 1 })

const historySchema = new Schema(
  {
    _id: text,
    kind: { ...text, enum: ['merge', 'split'] },
    at: moment,
    customerIds: [String],
    merged: [String],
    split: [String],
    moves: [{ _id: false, key: text, from: String, to: String }],
    cause: {
      ...{ eventId: String, decisionId: String, source: text, kind: text, reason: String },
      actor: new Schema({ operatorId: text, name: text }, { _id: false }),
    },
    rulesVersion: text,
  },
  { ...options, collection: 'identity_history' },
)
// What happened to a customer, newest first.
historySchema.index({ customerIds: 1, at: -1, _id: -1 })
// What happened to anybody, newest first.
historySchema.index({ at: -1, _id: -1 })

export const identityModels = (db: Db) => ({
  identifiers: db.model('Identifier', identifierSchema),
  customers: db.model('Customer', customerSchema),
  evidence: db.model('Evidence', evidenceSchema),
  links: db.model('Link', linkSchema),
  history: db.model('IdentityHistory', historySchema),
})

export const identityCollections = (db: Db) => ({
  identifiers: db.collection<IdentifierDocument>('identifiers'),
  customers: db.collection<CustomerDocument>('customers'),
  evidence: db.collection<EvidenceDocument>('evidence'),
  links: db.collection<LinkDocument>('links'),
  history: db.collection<HistoryDocument>('identity_history'),
})
