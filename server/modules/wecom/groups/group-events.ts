import { z } from 'zod'
import type { InboundEvent, NewInboundEvent } from '../../../platform/pipeline/index.js'
import type { IdentifierKey } from '../../customers/index.js'
import { WECOM_SOURCE } from '../contacts/contact-events.js'

/** Events about customer groups: WeCom's, and those that we leave ourselves. */

export const GROUP_CHANGED = 'customer-group.changed'
/** Found by the nightly pull: look at it. */
export const GROUP_LOOK = 'customer-group.look'
/** A member whose unionid was seen for the first time. */
export const GROUP_MEMBER = 'customer-group.member'

const Changed = z.object({ carrier: z.object({ chatId: z.string().min(1) }) })
const Member = z.object({
  carrier: z.object({ chatId: z.string(), externalUserid: z.string().min(1) }),
  unionid: z.string().min(1),
})

export function chatIdOf({ data }: InboundEvent): string | null {
  const parsed = Changed.safeParse(data)
  return parsed.success ? parsed.data.carrier.chatId : null
}

export function readGroupMember({ data }: InboundEvent) {
  const parsed = Member.safeParse(data)
  return parsed.success ? parsed.data : null
}

export function lookEvent(chatId: string, at: Date): NewInboundEvent {
  return {
    key: `wecom:group:${at.getTime()}:${chatId}`,
    source: WECOM_SOURCE,
    type: GROUP_LOOK,
    partitionKey: `chat:${chatId}`,
    occurredAt: at,
    payload: JSON.stringify({ huike: GROUP_LOOK, carrier: { chatId } }),
  }
}

type Seen = Readonly<{
  chatId: string
  externalUserid: string
  unionid: string
  identifierKey: IdentifierKey
}>

/** One event each: five hundred people of one group are five hundred small pieces of work, in the order of each person. */
export function memberEvent(
  { key, occurredAt }: Pick<InboundEvent, 'key' | 'occurredAt'>,
  { chatId, externalUserid, unionid, identifierKey }: Seen,
): NewInboundEvent {
  const carrier = { chatId, externalUserid }
  return {
    key: `${key}:member:${externalUserid}`,
    source: WECOM_SOURCE,
    type: GROUP_MEMBER,
    partitionKey: identifierKey,
    occurredAt,
    payload: JSON.stringify({ huike: GROUP_MEMBER, carrier, unionid }),
  }
}
