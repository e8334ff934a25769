import { yuanText } from '../../platform/money/index.js'
import type { EventOf, NewOutboxEvent } from '../../platform/outbox/index.js'
import type { RecordedFact } from '../customers/index.js'
import { titleOf, type HolderKey, type Order } from './orders.domain.js'
import { OrderNoted } from './orders.events.js'

export type Noted = EventOf<typeof OrderNoted>
type What = Readonly<{
  what: Noted['what']
  amountFen: number
  at: Date
  holder: HolderKey
  reason?: string
  /** Of a refund that another system reported. */
  refund?: Readonly<{ refundNo: string; eventId: string; eventKey: string }>
}>

/** Tells the customer's timeline about an order. */
export function notedOf(
  order: Order,
  { holder, refund, ...what }: What,
  /** Of what can happen to an order more than once. */
  cause?: string,
): NewOutboxEvent {
  const { orderId, orderNo, source, items, storeCode, createdAt } = order
  const own = [orderId, what.what, ...(cause === undefined ? [] : [cause])].join(':')
  return OrderNoted({
    ...what,
    identifierKey: holder,
    eventId: refund?.eventId ?? own,
    entryId: refund?.eventKey ?? own,
    orderId,
    orderNo,
    source,
    title: titleOf(items),
    ...(storeCode === undefined ? {} : { storeCode }),
    ...(refund === undefined ? {} : { refundNo: refund.refundNo, orderedAt: createdAt }),
  })
}

const CLOSED: Readonly<Record<string, string>> = {
  expired: '超时未付款，订单关闭',
  'cancelled-by-customer': '取消了订单',
}

const GIVEN_BACK: Readonly<Record<string, string>> = {
  late: '付款时订单已关闭',
  double: '同一订单付了两次',
}

/** The timeline entry and the counters of something noted. */
export function recordOf(noted: Noted): RecordedFact {
  const { what, entryId, eventId, at, source, amountFen, identifierKey } = noted
  const { orderNo, orderId, storeCode, refundNo } = noted
  const data = { orderNo, orderId, amountFen, storeCode, refundNo }
  const entry = {
    entryId,
    eventId,
    at,
    type: `order.${what}`,
    source,
    group: 'orders',
    summary: summaryOf(noted),
    data: Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)),
  } as const
  const heldAt = noted.orderedAt === undefined ? {} : { heldAt: noted.orderedAt }
  switch (what) {
    case 'paid':
      return {
        identifierKey,
        timeline: [{ ...entry, netFen: amountFen }],
        counters: { ordersPaid: 1, paidFen: amountFen, paidAt: at },
      }
    case 'refunded':
      return {
        identifierKey,
        timeline: [{ ...entry, netFen: -amountFen, ...heldAt }],
        counters: { refundedFen: amountFen },
      }
    default:
      return { identifierKey, timeline: [entry] }
  }
}

/** One Chinese line: what, how much. */
export function summaryOf(noted: Pick<Noted, 'what' | 'amountFen' | 'title' | 'reason'>): string {
  const { what, amountFen, title, reason = '' } = noted
  const yuan = yuanText(amountFen)
  switch (what) {
    case 'placed':
      return `下单 ${yuan} · ${title}`
    case 'paid':
      return `付款 ${yuan} · ${title}`
    case 'refunded':
      return `退款 ${yuan} · ${title}`
    case 'handed-over':
      return `取走 ${title}`
    case 'received':
      return `收到 ${title}`
    case 'shipped':
      return `发货 ${title}`
    case 'given-back':
      return `${GIVEN_BACK[reason] ?? '付款退回'}，${yuan} 原路退回 · ${title}`
    case 'closed':
      return `${CLOSED[reason] ?? '订单关闭'} · ${title}`
  }
}
