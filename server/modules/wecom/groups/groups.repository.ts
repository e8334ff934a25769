import type { Connection } from 'mongoose'
import type { Tx } from '../../../platform/mongo/index.js'
import type { CustomerGroup, GroupMember } from './groups.domain.js'
import {
  customerGroupModel,
  groupMemberModel,
  type CustomerGroupDocument,
  type GroupMemberDocument,
} from './groups.model.js'

const MAX_MS = 5_000
/** WeCom allows 500 at a time; those who left stay on the list. */
const MAX_MEMBERS = 20_000

export type CustomerGroups = ReturnType<typeof customerGroupsRepository>
export function customerGroupsRepository(db: Connection) {
  const groups = customerGroupModel(db)
  const members = groupMemberModel(db)
  return {
    async withIds(chatIds: readonly string[]): Promise<Map<string, CustomerGroup>> {
      const found = groups.find({ _id: { $in: chatIds } }).maxTimeMS(MAX_MS)
      const documents = chatIds.length === 0 ? [] : await found.lean<CustomerGroupDocument[]>()
      return new Map(documents.map(({ _id, ...rest }) => [_id, { ...rest, chatId: _id }]))
    },

    /** Ids of groups that are not dismissed, in order; at most `limit`. */
    async livingAfter(chatId: string, limit: number): Promise<string[]> {
      const found = groups
        .find({ _id: { $gt: chatId }, dismissedAt: { $exists: false } }, { _id: 1 })
        .sort({ _id: 1 })
        .limit(limit)
        .maxTimeMS(MAX_MS)
      return (await found.lean<Pick<CustomerGroupDocument, '_id'>[]>()).map(({ _id }) => _id)
    },

    /** Everybody who is or was in these groups. */
    async membersOf(chatIds: readonly string[]): Promise<Map<string, GroupMember[]>> {
      const found = members
        .find({ chatId: { $in: chatIds } })
        .sort({ chatId: 1, _id: 1 })
        .limit(MAX_MEMBERS)
        .maxTimeMS(MAX_MS)
      const documents = chatIds.length === 0 ? [] : await found.lean<GroupMemberDocument[]>()
      const byGroup = new Map<string, GroupMember[]>()
      for (const { _id, ...rest } of documents) {
        const member = { ...rest, membershipId: _id }
        byGroup.set(rest.chatId, [...(byGroup.get(rest.chatId) ?? []), member])
      }
      return byGroup
    },

    /** Events of one group are worked one after the other: the newest reading wins. */
    async save(
      changed: Readonly<{ groups: readonly CustomerGroup[]; members: readonly GroupMember[] }>,
      { tx }: { tx: Tx },
    ): Promise<void> {
      const rows = changed.members.map(({ membershipId: _id, ...fields }) => ({
        replaceOne: { filter: { _id }, replacement: { ...fields, _id }, upsert: true },
      }))
      if (rows.length > 0) {
        await members.bulkWrite(rows, { session: tx, ordered: false })
      }
      const heads = changed.groups.map(({ chatId: _id, ...fields }) => ({
        replaceOne: { filter: { _id }, replacement: { ...fields, _id }, upsert: true },
      }))
      if (heads.length > 0) {
        await groups.bulkWrite(heads, { session: tx, ordered: true })
      }
    },
  }
}
