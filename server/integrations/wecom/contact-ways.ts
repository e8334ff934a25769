import { z } from 'zod'
import { optionalText } from './contact-shapes.js'
import type { Transport } from './transport.js'

/** A QR code that leads to staff and carries our `state` into the events of whoever scans it. */
export type ChannelCode = Readonly<{
  /** WeCom's handle. Keep it: without it the code can be neither changed nor removed. */
  configId: string
  state: string
  userids: readonly string[]
  remark: string
  /** The customer becomes a contact without the staff member's consent. */
  skipVerify: boolean
  qrCodeUrl: string
}>

export type ChannelCodeDraft = Readonly<{
  /** At most 30 characters; an unguessable token. */
  state: string
  /** 1 to 100. */
  userids: readonly string[]
  /** At most 30 characters, for staff. */
  remark: string
  skipVerify: boolean
}>

const SINGLE = 1
const MULTI = 2
const SCENE_QR = 2
const LIST_PAGE = 1_000

const CreateAnswer = z.object({ config_id: z.string().min(1), qr_code: z.string().min(1) })
const GetAnswer = z.object({
  contact_way: z.object({
    config_id: z.string(),
    state: optionalText,
    user: z.array(z.string()).nullish(),
    remark: optionalText,
    skip_verify: z.boolean().default(true),
    qr_code: optionalText,
  }),
})
const ListAnswer = z.object({
  contact_way: z.array(z.object({ config_id: z.string() })).nullish(),
  next_cursor: optionalText,
})

/** Channel codes ("contact me" ways). An operation here raises no callback. Source: WeCom document 92228. */
export function channelCodeCalls({ ask }: Transport) {
  return {
    /** Not idempotent at WeCom: after an unknown outcome look for the `state` in `listChannelCodes`. */
    async createChannelCode(draft: ChannelCodeDraft) {
      const answer = await ask({
        api: 'externalcontact/add_contact_way',
        json: {
          type: draft.userids.length === 1 ? SINGLE : MULTI,
          scene: SCENE_QR,
          state: draft.state,
          user: draft.userids,
          remark: draft.remark,
          skip_verify: draft.skipVerify,
        },
        answer: CreateAnswer,
      })
      return { configId: answer.config_id, qrCodeUrl: answer.qr_code }
    },

    async getChannelCode(configId: string): Promise<ChannelCode> {
      const { contact_way } = await ask({
        api: 'externalcontact/get_contact_way',
        json: { config_id: configId },
        answer: GetAnswer,
      })
      return {
        configId: contact_way.config_id,
        state: contact_way.state ?? '',
        userids: contact_way.user ?? [],
        remark: contact_way.remark ?? '',
        skipVerify: contact_way.skip_verify,
        qrCodeUrl: contact_way.qr_code ?? '',
      }
    },

    /** Handles of the codes made in this time, 1,000 a page. */
    async listChannelCodes(page: { from: Date; to: Date; cursor?: string | null }) {
      const answer = await ask({
        api: 'externalcontact/list_contact_way',
        json: {
          start_time: unixSeconds(page.from),
          end_time: unixSeconds(page.to),
          limit: LIST_PAGE,
          ...(page.cursor ? { cursor: page.cursor } : {}),
        },
        answer: ListAnswer,
      })
      const configIds = (answer.contact_way ?? []).map((way) => way.config_id)
      return { configIds, nextCursor: answer.next_cursor ?? null }
    },

    /** What is given replaces what was there; staff as a whole. May be repeated. */
    async updateChannelCode(configId: string, changes: Partial<ChannelCodeDraft>): Promise<void> {
      const { state, userids, remark, skipVerify } = changes
      await ask({
        api: 'externalcontact/update_contact_way',
        json: { config_id: configId, state, user: userids, remark, skip_verify: skipVerify },
        answer: z.object({}),
      })
    },

    async deleteChannelCode(configId: string): Promise<void> {
      await ask({
        api: 'externalcontact/del_contact_way',
        json: { config_id: configId },
        answer: z.object({}),
      })
    },
  }
}

function unixSeconds(moment: Date): number {
  return Math.floor(moment.getTime() / 1_000)
}
