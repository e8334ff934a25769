import { z } from 'zod'
import {
  BatchAnswer,
  batchedContactsOf,
  ContactAnswer,
  contactOf,
  type BatchedContact,
  type Contact,
} from './contact-shapes.js'
import type { Transport } from './transport.js'

/** 500 staff members a page; nobody has added more than this many pages of staff. */
const MAX_FOLLOWER_PAGES = 20
const MAX_BATCH = 100

const NOT_A_CONTACT = 40096
const NOT_THAT_STAFFS_CUSTOMER = 84061

const FollowStaff = z.object({ follow_user: z.array(z.string()).nullish() })
const ContactIds = z.object({ external_userid: z.array(z.string()).nullish() })

export type ContactPage = Readonly<{
  contacts: readonly BatchedContact[]
  nextCursor: string | null
  /** Staff without a licence for this API: their contacts are missing from the page. */
  unlicensedUserids: readonly string[]
}>

/** Reads customers and their relations to staff. Sources: WeCom documents 92113, 92114, 92571, 92994. */
export function contactCalls({ ask, askExpecting }: Transport) {
  return {
    /**
     * A customer with all relations; null when they are nobody's contact (any more). After a customer has deleted a staff
     * member WeCom goes on showing that relation here: only the event tells.
     */
    async getContact(externalUserid: string): Promise<Contact | null> {
      const pages: z.output<typeof ContactAnswer>[] = []
      let cursor = ''
      do {
        const answer = await askExpecting({
          api: 'externalcontact/get',
          query: { external_userid: externalUserid, ...(cursor === '' ? {} : { cursor }) },
          answer: ContactAnswer,
          expected: [NOT_A_CONTACT, NOT_THAT_STAFFS_CUSTOMER],
        })
        if ('errcode' in answer) {
          return null
        }
        pages.push(answer.value)
        cursor = answer.value.next_cursor ?? ''
      } while (cursor !== '' && pages.length < MAX_FOLLOWER_PAGES)
      return contactOf(pages)
    },

    /** Userids of the staff who may have customers. */
    async listFollowStaff(): Promise<readonly string[]> {
      const api = 'externalcontact/get_follow_user_list'
      const { follow_user } = await ask({ api, answer: FollowStaff })
      return follow_user ?? []
    },

    /** External userids of one staff member's customers; empty when they have none. */
    async listContactIds(userid: string): Promise<readonly string[]> {
      const answer = await askExpecting({
        api: 'externalcontact/list',
        query: { userid },
        answer: ContactIds,
        expected: [NOT_THAT_STAFFS_CUSTOMER],
      })
      return 'errcode' in answer ? [] : (answer.value.external_userid ?? [])
    },

    /** The contacts of up to 100 staff members, `limit` (1 to 100) a page; go on with `nextCursor`. */
    async batchContacts(page: {
      userids: readonly string[]
      cursor?: string | null
      limit?: number
    }): Promise<ContactPage> {
      const { userids, cursor, limit = MAX_BATCH } = page
      const answer = await ask({
        api: 'externalcontact/batch/get_by_user',
        json: { userid_list: userids, cursor: cursor ?? '', limit },
        answer: BatchAnswer,
      })
      return {
        contacts: batchedContactsOf(answer),
        nextCursor: answer.next_cursor ?? null,
        unlicensedUserids: answer.fail_info?.unlicensed_userid_list ?? [],
      }
    },
  }
}
