import { Schema } from 'mongoose'
import type { Db, NamedQuery } from '../../../platform/mongo/index.js'
import type { IdentifierKey } from '../identifier.domain.js'
import type { Sample } from './compare.domain.js'
import type { RulesVersion } from './rules.domain.js'

export const IDENTITY_RULES = 'identity_rules'
export const RULE_SAMPLES = 'identity_rule_samples'
export const RULE_FENCES = 'identity_rule_fences'

/** `identity_rules`: one document per version. */
export type RulesDocument = Omit<RulesVersion, 'version'> & {
  _id: number
  /** Stands only on the one by which events are judged. */
  isInForce?: true
}

/** `identity_rule_samples`: somebody whom a draft would merge or split. Names identifiers and no customer. */
export type SampleDocument = Sample & {
  /** The version and the first of its identifiers: met from both sides, it is one sample. */
  _id: string
  version: number
  keys: IdentifierKey[]
}

/** `identity_rule_fences`: the newest version that may have been decided by. */
export type FenceDocument = { _id: number; version: number; passed?: number }

const options = { strict: 'throw', versionKey: false } as const
const text = { type: String, required: true } as const
const number = { type: Number, required: true } as const
const moment = { type: Date, required: true } as const
const actor = {
  type: new Schema({ operatorId: text, name: text }, { _id: false }),
  required: true,
} as const
const counts = new Schema(
  {
    visited: number,
    stays: number,
    merges: number,
    splits: number,
    waits: number,
    gone: number,
    founded: number,
  },
  { _id: false },
)
const run = new Schema(
  {
    state: { ...text, enum: ['running', 'stopped', 'done'] },
    cursor: { type: String, default: null },
    total: number,
    counts: { type: counts, required: true },
    actor,
    startedAt: moment,
    endedAt: { type: Date, default: null },
  },
  { _id: false },
)

const rulesSchema = new Schema(
  {
    _id: number,
    state: { ...text, enum: ['draft', 'applying', 'active', 'past', 'discarded'] },
    isInForce: Boolean,
    numbers: new Schema(
      {
        maxIdentifiers: number,
        maxClaimants: number,
        maxPhones: number,
        silenceDays: number,
        patientSilenceDays: number,
      },
      { _id: false },
    ),
    sources: [{ _id: false, source: text, isTrusted: { type: Boolean, required: true } }],
    reason: text,
    actor,
    createdAt: moment,
    activatedAt: { type: Date, default: null },
    trial: { type: run, default: null },
    application: { type: run, default: null },
    revision: number,
  },
  { ...options, collection: IDENTITY_RULES },
)
// By which rules events are judged; never two at once.
rulesSchema.index({ isInForce: 1 }, { unique: true, partialFilterExpression: { isInForce: true } })
// What is under way: one draft and one that is being applied, at most.
rulesSchema.index({ state: 1 })

const side = new Schema({ keys: [String], isFresh: Boolean }, { _id: false })
const sampleSchema = new Schema(
  { _id: text, version: number, keys: [String], before: [side], after: [side] },
  { ...options, collection: RULE_SAMPLES },
)
// The samples of a version.
sampleSchema.index({ version: 1, _id: 1 })
// Samples of somebody who is to be forgotten.
sampleSchema.index({ keys: 1 })

const fenceSchema = new Schema(
  { _id: number, version: number, passed: Number },
  { ...options, collection: RULE_FENCES },
)

export const rulesModels = (db: Db) => [
  db.model('IdentityRules', rulesSchema),
  db.model('IdentityRuleSample', sampleSchema),
  db.model('IdentityRuleFence', fenceSchema),
]
export const rulesCollection = (db: Db) => db.collection<RulesDocument>(IDENTITY_RULES)
export const sampleCollection = (db: Db) => db.collection<SampleDocument>(RULE_SAMPLES)
export const fenceCollection = (db: Db) => db.collection<FenceDocument>(RULE_FENCES)

export const rulesQueries: readonly NamedQuery[] = [
  { name: 'rules.by-version', filter: { _id: 2 }, index: '_id_' },
  { name: 'rules.in-force', filter: { isInForce: true }, index: 'isInForce_1' },
  { name: 'rules.under-way', filter: { state: { $in: ['draft', 'applying'] } }, index: 'state_1' },
  { name: 'rules.newest', filter: {}, sort: { _id: -1 }, index: '_id_' },
  {
    name: 'rule-samples.of-version',
    filter: { version: 2 },
    sort: { _id: 1 },
    index: 'version_1__id_1',
  },
  {
    name: 'rule-samples.of-person',
    filter: { keys: { $in: ['openid:wx1:o1'] } },
    index: 'keys_1',
  },
  {
    name: 'rule-fences.pass',
    filter: { _id: 7, version: { $lte: 2 } },
    index: '_id_',
  },
]
