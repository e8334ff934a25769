import { textOf, type Message } from '../../platform/callbacks/index.js'
import type { TransferFailure, Translated } from './events.js'

/** `change_external_contact`, WeCom document 92130. Null for a change that we do not know. */
export function contactEvent(changeType: string, message: Message): Translated | null {
  const userid = textOf(message, 'UserID')
  const externalUserid = textOf(message, 'ExternalUserID')
  if (userid === undefined || externalUserid === undefined) {
    return null
  }
  const carrier = { userid, externalUserid }
  switch (changeType) {
    case 'add_external_contact':
      return { type: 'contact.added', carrier, data: added(message) }
    case 'add_half_external_contact':
      return { type: 'contact.half-added', carrier, data: added(message) }
    case 'edit_external_contact':
      return { type: 'contact.edited', carrier, data: {} }
    case 'del_external_contact': {
      const byTransfer = textOf(message, 'Source') === 'DELETE_BY_TRANSFER'
      return { type: 'contact.removed-by-staff', carrier, data: { byTransfer } }
    }
    case 'del_follow_user':
      return { type: 'contact.removed-by-customer', carrier, data: {} }
    case 'transfer_fail': {
      const reason = transferFailure(textOf(message, 'FailReason'))
      return { type: 'contact.transfer-failed', carrier, data: { reason } }
    }
    case 'msg_audit_approved':
      return { type: 'contact.archive-agreed', carrier, data: {} }
    default:
      return null
  }
}

function added(message: Message) {
  const state = textOf(message, 'State')
  const welcomeCode = textOf(message, 'WelcomeCode')
  return {
    ...(state === undefined ? {} : { state }),
    ...(welcomeCode === undefined ? {} : { welcomeCode }),
  }
}

function transferFailure(reason: string | undefined): TransferFailure {
  switch (reason) {
    case 'customer_refused':
      return 'customer-refused'
    case 'customer_limit_exceed':
      return 'customer-limit-exceeded'
    default:
      return 'other'
  }
}
