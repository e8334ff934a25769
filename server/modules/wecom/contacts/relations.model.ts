import { Schema, type Connection } from 'mongoose'
import type { NamedQuery, Stored } from '../../../platform/mongo/index.js'
import type { Relation } from './relation.domain.js'

/** `relations`: one document per staff member and customer, `_id` = `userid:external_userid`. */
export type RelationDocument = Stored<Relation, 'relationId'>

const text = { type: String, required: true } as const
// WeCom may leave a remark, a description or a nickname empty.
const anyText = { type: String, default: '' } as const
const moment = { type: Date, required: true } as const
const schema = new Schema(
  {
    _id: text,
    userid: text,
    externalUserid: text,
    identifierKey: text,
    state: { ...text, enum: ['active', 'ended-by-customer', 'ended-by-staff'] },
    since: moment,
    endedAt: Date,
    isEndFound: Boolean,
    lastAddedAt: Date,
    readAt: moment,
    contactName: anyText,
    hasUnionid: { type: Boolean, required: true },
    remark: anyText,
    description: anyText,
    addWay: text,
    stateToken: String,
    channelCodeId: String,
    tags: [{ _id: false, tagId: String, name: text, group: String, kind: text }],
    phoneKeys: [String],
    createdByEventKey: text,
    revision: { type: Number, required: true, min: 1 },
  },
  { collection: 'relations', strict: 'throw', versionKey: false },
)
// The relations of a customer, newest first: customer page, sidebar, tags. With the end: covers the spans of all relations.
schema.index({ identifierKey: 1, since: -1, endedAt: 1 })
// The living contacts of a staff member: how many, who is missing at WeCom, the newest for the customers' list.
schema.index({ userid: 1, state: 1, since: -1 })
// The living contacts with a tag, for the customers' list.
schema.index({ 'tags.name': 1, state: 1, since: -1 })
// Added and lost per channel code: the recount that the counters must equal.
schema.index({ channelCodeId: 1, state: 1 })

export const relationModel = (db: Connection) => db.model('Relation', schema)

export const relationQueries: readonly NamedQuery[] = [
  { name: 'relations.by-id', filter: { _id: { $in: ['zhangsan:wm1'] } }, index: '_id_' },
  {
    name: 'relations.of-customer',
    filter: { identifierKey: { $in: ['external_userid:ww1:wm1'] } },
    sort: { since: -1 },
    index: 'identifierKey_1_since_-1_endedAt_1',
  },
  {
    name: 'relations.with-unionid',
    filter: { identifierKey: { $in: ['external_userid:ww1:wm1'] }, hasUnionid: true },
    index: 'identifierKey_1_since_-1_endedAt_1',
  },
  {
    name: 'relations.of-staff',
    filter: { userid: { $in: ['zhangsan'] }, state: 'active' },
    index: 'userid_1_state_1_since_-1',
  },
  {
    name: 'relations.newest-of-staff',
    filter: { userid: 'zhangsan', state: 'active' },
    sort: { since: -1 },
    index: 'userid_1_state_1_since_-1',
  },
  {
    name: 'relations.with-tag',
    filter: { 'tags.name': '高频自取', state: 'active' },
    sort: { since: -1 },
    index: 'tags.name_1_state_1_since_-1',
  },
  {
    name: 'relations.of-channel-code',
    filter: { channelCodeId: { $in: ['chn_1'] } },
    index: 'channelCodeId_1_state_1',
  },
  {
    name: 'relations.spans',
    filter: { identifierKey: { $gt: '' } },
    index: 'identifierKey_1_since_-1_endedAt_1',
  },
]
