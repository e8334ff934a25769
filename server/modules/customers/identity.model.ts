import { Schema } from 'mongoose'
import type { Id } from '../../platform/ids/index.js'
import type { Db, Migration, NamedQuery } from '../../platform/mongo/index.js'
import type { EvidenceKind } from './facts.js'
import type { IdentifierKey, IdentifierType, Strength } from './identifier.domain.js'
import type { Run } from './link-runs.domain.js'

export type Counters = { ordersPaid: number; paidFen: number; refundedFen: number }

/** `identifiers`: one document per key, with its owner and its counters. */
export type IdentifierDocument = Counters & {
  _id: IdentifierKey
  type: IdentifierType
  scope: string
  /** In clear; a phone encrypted. */
  value: string
  phoneTail?: string
  /** Null while only mentioned: evidence, but nobody's yet. */
  ownerId: Id<'cus'> | null
  strength: Strength
  source: string
  firstSeenAt: Date
  lastSeenAt: Date
  firstPaidAt?: Date
  lastPaidAt?: Date
}

/** `customers`: the result of resolution. Facts are not here: they carry identifier keys. */
export type CustomerDocument = Counters & {
  _id: Id<'cus'>
  state: 'living' | 'merged' | 'empty'
  founderKey: IdentifierKey
  identifierCount: number
  /** Grows when identifiers come or go; guards merges. */
  version: number
  createdAt: Date
  firstSeenAt: Date
  lastSeenAt: Date
  firstPaidAt?: Date
  lastPaidAt?: Date
  name?: string
  nameAt?: Date
  avatar?: string
  gender?: 'male' | 'female'
  /** Characters and pairs of characters of the name, for the quick search. */
  nameKeys: string[]
  /** `tail:6021`, `member:SY20318846`: claimed phones and member numbers, for the quick search. */
  claimKeys: string[]
}

/** `evidence`: one document per observation of two or more identifiers. Never changed. */
export type EvidenceDocument = {
  _id: string
  kind: EvidenceKind
  source: string
  eventId: string
  occurredAt: Date
  recordedAt: Date
  actor?: string
  identifiers: { key: IdentifierKey; strength: Strength }[]
}

/** `links`: what resolution reads, per pair, kind and source; kept with the evidence, rebuilt by audit. */
export type LinkDocument = {
  _id: string
  a: IdentifierKey
  b: IdentifierKey
  kind: EvidenceKind
  source: string
  /** The strongest claim that the pair was shown with. */
  strength: Strength
  runs: Run[]
  count: number
  isHeld: boolean
}

/** `identity_history`: every merge with its cause. Holds customer ids because it tells about customers themselves. */
export type HistoryDocument = {
  _id: string
  kind: 'merge'
  at: Date
  survivorId: Id<'cus'>
  loserId: Id<'cus'>
  cause: { eventId: string; source: string; kind: EvidenceKind }
  movedIdentifiers: IdentifierKey[]
}

const options = { strict: 'throw', versionKey: false } as const
const count = { type: Number, required: true, min: 0 } as const
const text = { type: String, required: true } as const
const moment = { type: Date, required: true } as const
const counters = { ordersPaid: count, paidFen: count, refundedFen: count }
const times = { firstSeenAt: moment, lastSeenAt: moment, firstPaidAt: Date, lastPaidAt: Date }

const identifierSchema = new Schema(
  {
    _id: text,
    type: text,
    scope: text,
    value: text,
    phoneTail: String,
    ownerId: { type: String, default: null },
    strength: text,
    source: text,
    ...counters,
    ...times,
  },
  { ...options, collection: 'identifiers' },
)
// The identifiers of a customer: detail, keysOf(), the moves of a merge.
identifierSchema.index({ ownerId: 1 })

const customerSchema = new Schema(
  {
    _id: text,
    state: { ...text, enum: ['living', 'merged', 'empty'] },
    founderKey: text,
    identifierCount: count,
    version: count,
    createdAt: moment,
    name: String,
    nameAt: Date,
    avatar: String,
    gender: String,
    nameKeys: [String],
    claimKeys: [String],
    ...counters,
    ...times,
  },
  { ...options, collection: 'customers' },
)
// The console's list, newest activity first.
customerSchema.index({ state: 1, lastSeenAt: -1, _id: 1 })
// The open API's list in a stable order.
customerSchema.index({ state: 1, _id: 1 })
// Quick search by name, and by phone tail or member number.
customerSchema.index({ nameKeys: 1, lastSeenAt: -1 })
customerSchema.index({ claimKeys: 1, lastSeenAt: -1 })
// Which ids a living customer has swallowed: merged customers by their founder.
customerSchema.index({ founderKey: 1 })
// New customers of a day.
customerSchema.index({ firstSeenAt: -1 })

const evidenceSchema = new Schema(
  {
    _id: text,
    kind: text,
    source: text,
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
    count,
    isHeld: Boolean,
  },
  { ...options, collection: 'links' },
)
// The links of an identifier, whichever side it stands on.
linkSchema.index({ a: 1 })
linkSchema.index({ b: 1 })

const historySchema = new Schema(
  {
    _id: text,
    kind: text,
    at: moment,
    survivorId: text,
    loserId: text,
    cause: { eventId: text, source: text, kind: text },
    movedIdentifiers: [String],
  },
  { ...options, collection: 'identity_history' },
)
// What happened to a customer, newest first.
historySchema.index({ survivorId: 1, at: -1 })

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

export const identityQueries: Readonly<Record<string, readonly NamedQuery[]>> = {
  identifiers: [{ name: 'of a customer', filter: { ownerId: 'cus_1' }, index: 'ownerId_1' }],
  customers: [
    {
      name: 'console list',
      filter: { state: 'living' },
      sort: { lastSeenAt: -1, _id: 1 },
      index: 'state_1_lastSeenAt_-1__id_1',
    },
    { name: 'open list', filter: { state: 'living' }, sort: { _id: 1 }, index: 'state_1__id_1' },
    {
      name: 'by name',
      filter: { nameKeys: { $all: ['林晓'] }, state: 'living' },
      sort: { lastSeenAt: -1 },
      index: 'nameKeys_1_lastSeenAt_-1',
    },
    {
      name: 'by claim',
      filter: { claimKeys: 'tail:6021', state: 'living' },
      sort: { lastSeenAt: -1 },
      index: 'claimKeys_1_lastSeenAt_-1',
    },
    {
      name: 'merged into',
      filter: { founderKey: { $in: ['unionid:main:o1'] }, state: 'merged' },
      index: 'founderKey_1',
    },
    {
      name: 'new since',
      filter: { firstSeenAt: { $gte: new Date(0) } },
      sort: { firstSeenAt: -1 },
      index: 'firstSeenAt_-1',
    },
  ],
  evidence: [
    {
      name: 'about an identifier',
      filter: { 'identifiers.key': 'unionid:main:o1' },
      sort: { occurredAt: -1 },
      index: 'identifiers.key_1_occurredAt_-1',
    },
  ],
  links: [
    { name: 'from', filter: { a: { $in: ['unionid:main:o1'] } }, index: 'a_1' },
    { name: 'to', filter: { b: { $in: ['unionid:main:o1'] } }, index: 'b_1' },
  ],
  identity_history: [
    {
      name: 'of a customer',
      filter: { survivorId: 'cus_1' },
      sort: { at: -1 },
      index: 'survivorId_1_at_-1',
    },
  ],
}

export const identityMigrations: readonly Migration[] = [
  {
    name: '0003-identity-indexes',
    async up(db) {
      const { identifiers, customers, evidence, links, history } = identityCollections(db)
      await identifiers.createIndexes([{ key: { ownerId: 1 } }])
      await customers.createIndexes([
        { key: { state: 1, lastSeenAt: -1, _id: 1 } },
        { key: { state: 1, _id: 1 } },
        { key: { nameKeys: 1, lastSeenAt: -1 } },
        { key: { claimKeys: 1, lastSeenAt: -1 } },
        { key: { founderKey: 1 } },
        { key: { firstSeenAt: -1 } },
      ])
      await evidence.createIndexes([{ key: { 'identifiers.key': 1, occurredAt: -1 } }])
      await links.createIndexes([{ key: { a: 1 } }, { key: { b: 1 } }])
      await history.createIndexes([{ key: { survivorId: 1, at: -1 } }])
    },
  },
]
