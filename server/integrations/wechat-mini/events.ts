import { momentOf, partOf, textOf, type Message } from '../../platform/callbacks/index.js'
import {
  deliveries,
  choices,
  type SubscriptionChoice,
  type SubscriptionDelivery,
} from './subscription-events.js'

type Shared = Readonly<{
  /** To the second, as WeChat tells it. */
  occurredAt: Date
  /** Whom the event is about, when it is about somebody. */
  carrier: Readonly<{ appid: string; openid?: string }>
}>

export type MiniEventBody =
  | Readonly<{
      /** Answered: in the pop-up of the mini-program. Changed: later, in the settings. */
      type: 'mini.subscription-answered' | 'mini.subscription-changed'
      data: Readonly<{ choices: readonly SubscriptionChoice[] }>
    }>
  | Readonly<{
      type: 'mini.subscription-delivered'
      data: Readonly<{ deliveries: readonly SubscriptionDelivery[] }>
    }>
  | Readonly<{
      type: 'mini.media-checked'
      data: Readonly<{ traceId: string; suggestion: 'pass' | 'review' | 'risky' }>
    }>
  | Readonly<{
      /** Paid for more than 48 hours and not shipped; settled: comes once at shipping and once at settlement. */
      type: 'mini.shipping-overdue' | 'mini.order-settlement'
      data: ShippingNotice
    }>
  | Readonly<{ type: 'mini.other'; data: Readonly<{ name: string }> }>

export type ShippingNotice = Readonly<{
  transactionId: string
  outTradeNo?: string
  settledAt?: Date
}>

export type MiniEvent = Shared & MiniEventBody

/**
 * Pure. Never throws: what is not known, or lacks what it needs, becomes `mini.other`, to be stored and counted.
 * Source: mini-program documents, 消息推送.
 */
export function translateMiniEvent(
  message: Message,
  { appid, sentAt = new Date(0) }: { appid: string; sentAt?: Date },
): MiniEvent {
  const openid = textOf(message, 'FromUserName')
  const body = translate(textOf(message, 'Event') ?? '', message) ?? other(message)
  return {
    ...body,
    occurredAt: momentOf(message, 'CreateTime') ?? sentAt,
    carrier: { appid, ...(openid === undefined ? {} : { openid }) },
  }
}

function translate(event: string, message: Message): MiniEventBody | null {
  switch (event) {
    case 'subscribe_msg_popup_event': {
      const found = choices(message, 'SubscribeMsgPopupEvent')
      return { type: 'mini.subscription-answered', data: { choices: found } }
    }
    case 'subscribe_msg_change_event': {
      const found = choices(message, 'SubscribeMsgChangeEvent')
      return { type: 'mini.subscription-changed', data: { choices: found } }
    }
    case 'subscribe_msg_sent_event':
      return { type: 'mini.subscription-delivered', data: { deliveries: deliveries(message) } }
    case 'wxa_media_check':
      return mediaChecked(message)
    case 'trade_manage_remind_shipping':
      return shippingNotice('mini.shipping-overdue', message)
    case 'trade_manage_order_settlement':
      return shippingNotice('mini.order-settlement', message)
    default:
      return null
  }
}

function mediaChecked(message: Message): MiniEventBody | null {
  const traceId = textOf(message, 'trace_id')
  const result = partOf(message, 'result')
  if (traceId === undefined || result === undefined) {
    return null
  }
  const suggest = textOf(result, 'suggest')
  // What the platform could not judge is for a person.
  const suggestion = suggest === 'pass' || suggest === 'risky' ? suggest : 'review'
  return { type: 'mini.media-checked', data: { traceId, suggestion } }
}

function shippingNotice(
  type: 'mini.shipping-overdue' | 'mini.order-settlement',
  message: Message,
): MiniEventBody | null {
  const transactionId = textOf(message, 'transaction_id')
  if (transactionId === undefined) {
    return null
  }
  const outTradeNo = textOf(message, 'merchant_trade_no')
  const settledAt = momentOf(message, 'settlement_time')
  const data = {
    transactionId,
    ...(outTradeNo === undefined ? {} : { outTradeNo }),
    ...(settledAt === undefined ? {} : { settledAt }),
  }
  return { type, data }
}

function other(message: Message): MiniEventBody {
  const name = textOf(message, 'Event') ?? textOf(message, 'MsgType') ?? 'unknown'
  return { type: 'mini.other', data: { name } }
}
