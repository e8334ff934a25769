import { Schema, type Connection } from 'mongoose'
import type { NamedQuery, Stored } from '../../../platform/mongo/index.js'
import type { CustomerGroup, GroupMember } from './groups.domain.js'

/** `customer_groups`, and `customer_group_members` with one document per group and member. */
export type CustomerGroupDocument = Stored<CustomerGroup, 'chatId'>
export type GroupMemberDocument = Stored<GroupMember, 'membershipId'>

const text = { type: String, required: true } as const
const moment = { type: Date, required: true } as const
const count = { type: Number, required: true, min: 0 } as const
const options = { strict: 'throw', versionKey: false } as const

const groups = new Schema(
  {
    _id: text,
    name: { type: String, default: '' },
    ownerUserid: { type: String, default: '' },
    memberCount: count,
    customerCount: count,
    createdAt: moment,
    readAt: moment,
    dismissedAt: Date,
  },
  { ...options, collection: 'customer_groups' },
)
const members = new Schema(
  {
    _id: text,
    chatId: text,
    memberId: text,
    kind: { ...text, enum: ['staff', 'customer'] },
    identifierKey: String,
    hasUnionid: { type: Boolean, required: true },
    joinedAt: moment,
    leftAt: Date,
  },
  { ...options, collection: 'customer_group_members' },
)
// Who is and was in a group: compared with each reading of it.
members.index({ chatId: 1, _id: 1 })

export const customerGroupModel = (db: Connection) => db.model('CustomerGroup', groups)
export const groupMemberModel = (db: Connection) => db.model('CustomerGroupMember', members)

export const groupQueries: readonly NamedQuery[] = [
  {
    name: 'groups.living',
    filter: { _id: { $gt: '' }, dismissedAt: { $exists: false } },
    sort: { _id: 1 },
    index: '_id_',
  },
  {
    name: 'groups.members',
    filter: { chatId: { $in: ['wr1'] } },
    sort: { chatId: 1, _id: 1 },
    index: 'chatId_1__id_1',
  },
]
