import type { DemoPerson } from '../people/people.js'
import type { DemoOrder } from './demo-order.js'
import type { DemoRefund } from './refunds.js'

/** Orders and refunds in the words of the open API (contract.md 4). */
export type DemoEvent = Readonly<{
  id: string
  type: 'order.paid' | 'order.refunded' | 'product.viewed'
  occurredAt: string
  source: string
  identifiers: Readonly<Record<string, string | boolean>>
  data: Readonly<Record<string, unknown>>
}>

export const SOURCE = 'demo-pos'

/** By what WeChat knows a person; made by the sandbox. */
export type WechatIds = Readonly<{ openid: string; unionid: string }>
export type Scene = Readonly<{ appid: string; idsOf: (person: DemoPerson) => WechatIds }>

/** Who stands at the till: the mini-program's member code, else the WeChat that pays; card and phone of members. */
export function identifiersOf(
  { person, isFirst }: Pick<DemoOrder, 'person' | 'isFirst'>,
  { appid, idsOf }: Scene,
) {
  const { openid, unionid } = idsOf(person)
  const { memberNo, phone, isMini } = person
  return {
    unionid,
    ...(isMini ? { openid, appid } : {}),
    ...(memberNo === null ? {} : { memberNo }),
    // a member proves the number by a code when the card is made, once
    ...(memberNo !== null && isFirst ? { phone, phoneVerified: true } : {}),
  }
}

export function paidEvent(order: DemoOrder, scene: Scene): DemoEvent {
  const { orderNo, storeCode, paidFen, items, channel, at } = order
  return {
    id: `paid-${orderNo}`,
    type: 'order.paid',
    occurredAt: at.toISOString(),
    source: SOURCE,
    identifiers: identifiersOf(order, scene),
    data: { orderNo, storeCode, paidFen, items, channel },
  }
}

export function refundedEvent(refund: DemoRefund, scene: Scene): DemoEvent {
  const { orderNo, refundNo, refundFen, at, order } = refund
  return {
    id: `refunded-${refundNo}`,
    type: 'order.refunded',
    occurredAt: at.toISOString(),
    source: SOURCE,
    identifiers: identifiersOf({ ...order, isFirst: false }, scene),
    data: { orderNo, refundNo, refundFen },
  }
}
