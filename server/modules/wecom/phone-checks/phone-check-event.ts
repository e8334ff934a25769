import { z } from 'zod'
import type { InboundEvent, NewInboundEvent } from '../../../platform/pipeline/index.js'
import { WECOM_SOURCE } from '../contacts/contact-events.js'
import type { PhoneCheck } from './phone-checks.domain.js'

/** A phone that was proved at the sidebar. The payload, which holds the number, is stored encrypted. */
export const PHONE_CHECKED = 'contact.phone-checked'

const PhoneChecked = z.object({
  carrier: z.object({ externalUserid: z.string(), userid: z.string().optional() }),
  operatorId: z.string(),
  phone: z.string(),
})

export function phoneCheckedEvent(
  { checkId, externalUserid, userid, operatorId, identifierKey }: PhoneCheck,
  { phone, at }: Readonly<{ phone: string; at: Date }>,
): NewInboundEvent {
  const carrier = { externalUserid, ...(userid === undefined ? {} : { userid }) }
  return {
    key: `phone-check:${checkId}`,
    source: WECOM_SOURCE,
    type: PHONE_CHECKED,
    partitionKey: identifierKey,
    occurredAt: at,
    payload: JSON.stringify({ huike: PHONE_CHECKED, carrier, operatorId, phone }),
  }
}

export function readPhoneChecked({ data }: InboundEvent) {
  const parsed = PhoneChecked.safeParse(data)
  return parsed.success ? parsed.data : null
}
