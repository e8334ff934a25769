import { z } from 'zod'
import type { Transport } from './transport.js'

export type TagGroup = Readonly<{
  groupId: string
  name: string
  order: number
  tags: readonly Readonly<{ tagId: string; name: string; order: number }>[]
}>

type Marking = Readonly<{
  userid: string
  externalUserid: string
  /** Tag ids; both lists empty is refused. */
  add?: readonly string[]
  remove?: readonly string[]
}>

const BAD_TAG = 40068
const NOT_THAT_STAFFS_CUSTOMER = 84061

const ordered = { name: z.string(), order: z.coerce.number().default(0) }
const ListAnswer = z.object({
  tag_group: z
    .array(
      z.object({
        group_id: z.string(),
        group_name: z.string(),
        order: z.coerce.number().default(0),
        tag: z.array(z.object({ id: z.string(), ...ordered })).nullish(),
      }),
    )
    .nullish(),
})

/** Corp tags. Marking raises no callback: change our own state from the answer. Sources: WeCom documents 92117, 92118. */
export function tagCalls({ ask, askExpecting }: Transport) {
  return {
    async listTags(): Promise<readonly TagGroup[]> {
      const answer = await ask({
        api: 'externalcontact/get_corp_tag_list',
        json: {},
        answer: ListAnswer,
      })
      return (answer.tag_group ?? []).map((group) => ({
        groupId: group.group_id,
        name: group.group_name,
        order: group.order,
        tags: (group.tag ?? []).map(({ id, name, order }) => ({ tagId: id, name, order })),
      }))
    },

    /** May be repeated. `not-a-contact`: read the relation anew; `tag-unknown`: read the tags anew. */
    async markTags(marking: Marking): Promise<'marked' | 'not-a-contact' | 'tag-unknown'> {
      const answer = await askExpecting({
        api: 'externalcontact/mark_tag',
        json: {
          userid: marking.userid,
          external_userid: marking.externalUserid,
          add_tag: marking.add ?? [],
          remove_tag: marking.remove ?? [],
        },
        answer: z.object({}),
        expected: [BAD_TAG, NOT_THAT_STAFFS_CUSTOMER],
      })
      if (!('errcode' in answer)) {
        return 'marked'
      }
      return answer.errcode === BAD_TAG ? 'tag-unknown' : 'not-a-contact'
    },
  }
}
