import { z } from 'zod'
import { optionalText } from './contact-shapes.js'
import type { Transport } from './transport.js'

/** A customer group as WeCom shows it. */
export type CustomerGroup = Readonly<{
  chatId: string
  name: string
  ownerUserid: string
  createdAt: Date
  members: readonly CustomerGroupMember[]
}>

export type CustomerGroupMember = Readonly<{
  /** A userid, or an external userid. */
  memberId: string
  kind: 'staff' | 'customer'
  /** Customers only, where a developer account of the same subject is bound. */
  unionid?: string
  joinedAt: Date
}>

const NO_SUCH_GROUP = 40050
const PAGE = 1_000
const STAFF = 1

const ListAnswer = z.object({
  group_chat_list: z.array(z.object({ chat_id: z.string().min(1) })).nullish(),
  next_cursor: optionalText,
})

const Member = z.object({
  userid: z.string().min(1),
  type: z.coerce.number(),
  unionid: optionalText,
  join_time: z.coerce.number().default(0),
})
const GetAnswer = z.object({
  group_chat: z.object({
    chat_id: z.string().min(1),
    name: z
      .string()
      .nullish()
      .transform((name) => name ?? ''),
    owner: z.string(),
    create_time: z.coerce.number(),
    member_list: z.array(Member).nullish(),
  }),
})

/** Reads customer groups. Sources: WeCom documents 92120, 92122. */
export function groupCalls({ ask, askExpecting }: Transport) {
  return {
    /** Ids of all customer groups, 1,000 a page; go on with `nextCursor`. */
    async listGroups(cursor: string | null): Promise<{
      chatIds: readonly string[]
      nextCursor: string | null
    }> {
      const answer = await ask({
        api: 'externalcontact/groupchat/list',
        json: { status_filter: 0, cursor: cursor ?? '', limit: PAGE },
        answer: ListAnswer,
      })
      const chatIds = (answer.group_chat_list ?? []).map(({ chat_id }) => chat_id)
      return { chatIds, nextCursor: answer.next_cursor ?? null }
    },

    /** A group with everybody in it; null when there is no such group (any more). */
    async getGroup(chatId: string): Promise<CustomerGroup | null> {
      const answer = await askExpecting({
        api: 'externalcontact/groupchat/get',
        json: { chat_id: chatId, need_name: 0 },
        answer: GetAnswer,
        expected: [NO_SUCH_GROUP],
      })
      if ('errcode' in answer) {
        return null
      }
      const { chat_id, name, owner, create_time, member_list } = answer.value.group_chat
      return {
        chatId: chat_id,
        name,
        ownerUserid: owner,
        createdAt: new Date(create_time * 1_000),
        members: (member_list ?? []).map(({ userid, type, unionid, join_time }) => ({
          memberId: userid,
          kind: type === STAFF ? ('staff' as const) : ('customer' as const),
          unionid,
          joinedAt: new Date(join_time * 1_000),
        })),
      }
    },
  }
}
