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

/** Sends `change_external_contact`. Source: WeCom 92130, 事件格式. */
export function sendContactEvent(
  context: Context,
  changeType: ContactChange,
  contact: { userid: string; externalUserid: string; extra?: readonly XmlField[] },
): Delivery {
  const plaintext = xmlMessage([
    ['ToUserName', context.keys.corpId],
    ['FromUserName', 'sys'],
    ['CreateTime', context.clock.nowSeconds()],
    ['MsgType', 'event'],
    ['Event', 'change_external_contact'],
    ['ChangeType', changeType],
    ['UserID', contact.userid],
    ['ExternalUserID', contact.externalUserid],
    ...(contact.extra ?? []),
  ])
  return context.callbacks.enqueue({
    area: 'wecom',
    kind: `change_external_contact.${changeType}`,
    url: context.settings.targets.wecom,
    plaintext,
    format: 'xml',
    retriesMs: WECOM_RETRIES_MS,
  })
}
