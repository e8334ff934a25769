import { z } from 'zod'
import { CallFailed } from '../../platform/http-client/index.js'
import { unreachable } from '../../platform/errors/index.js'
import type { Transport } from './transport.js'

export type WelcomeOutcome =
  | 'sent'
  /** Sent before with this code, or the two are chatting already: nothing more to do. */
  | 'sent-or-chatting'
  /** Unknown or over its 20 seconds: nothing was sent, nothing can be. */
  | 'code-invalid'

export type WelcomeAttachment =
  | Readonly<{ kind: 'image'; mediaId?: string; url?: string }>
  | Readonly<{
      kind: 'link'
      title: string
      url: string
      description?: string
      pictureUrl?: string
    }>
  | Readonly<{
      kind: 'mini-program'
      title: string
      appid: string
      page: string
      pictureMediaId: string
    }>
  | Readonly<{ kind: 'video' | 'file'; mediaId: string }>

type Welcome = Readonly<{
  code: string
  /** At most 4,000 bytes; may be empty when there is an attachment. */
  text: string
  /** At most 9. */
  attachments?: readonly WelcomeAttachment[]
}>

const CODE_INVALID = 41050
const ALREADY_CHATTING = 41051
const BEING_SENT = 41096
/** The code lives 20 s in all; a slow try must leave time for another. */
const TIMEOUT_MS = 3_000

/**
 * Sends the one welcome message of a code, within 20 seconds of the event. Throws `wecom-welcome-in-progress` while another
 * app is at it, and `wecom-outcome-unknown` when no answer came: the same code may then be sent again, WeCom delivers at
 * most once. Source: WeCom document 92599.
 */
export function welcomeCalls({ askExpecting }: Transport) {
  return {
    async sendWelcome({ code, text, attachments = [] }: Welcome): Promise<WelcomeOutcome> {
      const api = 'externalcontact/send_welcome_msg'
      const answer = await askExpecting({
        api,
        json: {
          welcome_code: code,
          ...(text === '' ? {} : { text: { content: text } }),
          ...(attachments.length === 0 ? {} : { attachments: attachments.map(wireAttachment) }),
        },
        answer: z.object({}),
        expected: [CODE_INVALID, ALREADY_CHATTING, BEING_SENT],
        timeoutMs: TIMEOUT_MS,
      })
      return 'errcode' in answer ? outcomeOf(api, answer.errcode) : 'sent'
    },
  }
}

function outcomeOf(
  api: string,
  errcode: typeof CODE_INVALID | typeof ALREADY_CHATTING | typeof BEING_SENT,
): WelcomeOutcome {
  switch (errcode) {
    case CODE_INVALID:
      return 'code-invalid'
    case ALREADY_CHATTING:
      return 'sent-or-chatting'
    case BEING_SENT:
      throw new CallFailed('wecom-welcome-in-progress', {
        api,
        effect: 'none',
        retriable: true,
        platformCode: String(errcode),
      })
    default:
      return unreachable(errcode)
  }
}

function wireAttachment(attachment: WelcomeAttachment): object {
  switch (attachment.kind) {
    case 'image':
      return {
        msgtype: 'image',
        image: { media_id: attachment.mediaId, pic_url: attachment.url },
      }
    case 'link': {
      const { title, url, description, pictureUrl } = attachment
      return { msgtype: 'link', link: { title, url, desc: description, picurl: pictureUrl } }
    }
    case 'mini-program': {
      const { title, appid, page, pictureMediaId } = attachment
      return {
        msgtype: 'miniprogram',
        miniprogram: { title, appid, page, pic_media_id: pictureMediaId },
      }
    }
    case 'video':
    case 'file':
      return {
        msgtype: attachment.kind,
        [attachment.kind]: { media_id: attachment.mediaId },
      }
    default:
      return unreachable(attachment)
  }
}
