import type { Delivery } from '../callbacks/model.js'
import { xmlMessage, type XmlField } from '../callbacks/xml.js'
import type { Context } from '../context.js'

/** 3 tries in all (WeCom 90930); the pauses are not documented. */
export const WECOM_RETRIES_MS = [5_000, 5_000]

export type ContactChange =
  | 'add_external_contact'
  | 'add_half_external_contact'
  | 'edit_external_contact'
  | 'del_external_contact'
  | 'del_follow_user'
  | 'transfer_fail'
  | 'msg_audit_approved'

export type TagChange = 'create' | 'update' | 'delete' | 'shuffle'
export type StaffChange = 'create_user' | 'update_user' | 'delete_user'

/** The head that all events of a self-built app share, then what is the event's own. */
function sendEvent(
  context: Context,
  event: string,
  { changeType, fields }: { changeType: string; fields: readonly XmlField[] },
): Delivery {
  return context.callbacks.enqueue({
    area: 'wecom',
    kind: `${event}.${changeType}`,
    url: context.settings.targets.wecom,
    plaintext: xmlMessage([
      ['ToUserName', context.keys.corpId],
      ['FromUserName', 'sys'],
      ['CreateTime', context.clock.nowSeconds()],
      ['MsgType', 'event'],
      ['Event', event],
      ['ChangeType', changeType],
      ...fields,
    ]),
    format: 'xml',
    retriesMs: WECOM_RETRIES_MS,
  })
}

/** Sends `change_external_contact`. Source: WeCom 92130, 事件格式. */
export function sendContactEvent(
  context: Context,
  changeType: ContactChange,
  contact: { userid: string; externalUserid: string; extra?: readonly XmlField[] },
): Delivery {
  const fields: XmlField[] = [
    ['UserID', contact.userid],
    ['ExternalUserID', contact.externalUserid],
    ...(contact.extra ?? []),
  ]
  return sendEvent(context, 'change_external_contact', { changeType, fields })
}

/** Sends `change_external_tag`. Source: WeCom 92130, 企业客户标签事件. */
export function sendTagEvent(
  context: Context,
  changeType: TagChange,
  { id, type }: { id: string; type: 'tag' | 'tag_group' },
): Delivery {
  const kind: XmlField[] = changeType === 'shuffle' ? [] : [['TagType', type]]
  const fields: XmlField[] = [['Id', id], ...kind]
  return sendEvent(context, 'change_external_tag', { changeType, fields })
}

/** Sends `change_external_chat`. Source: WeCom 92130, 客户群事件. */
export function sendGroupEvent(
  context: Context,
  changeType: 'create' | 'update' | 'dismiss',
  fields: readonly XmlField[],
): Delivery {
  return sendEvent(context, 'change_external_chat', { changeType, fields })
}

/** Sends `change_contact` of a staff member. Source: WeCom 90970, 成员变更通知. */
export function sendStaffEvent(
  context: Context,
  changeType: StaffChange,
  { userid, fields = [] }: { userid: string; fields?: readonly XmlField[] },
): Delivery {
  const all: XmlField[] = [['UserID', userid], ...fields]
  return sendEvent(context, 'change_contact', { changeType, fields: all })
}
