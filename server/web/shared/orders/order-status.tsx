import type { Row } from '../http/answer.js'

export type OrderStatus = Row<'/api/orders'>['status']

const WORDS: Record<OrderStatus, { text: string; tone: string }> = {
  'pending-payment': { text: '待付款', tone: 'warned' },
  paid: { text: '已付款', tone: 'good' },
  preparing: { text: '制作中', tone: 'info' },
  ready: { text: '待取', tone: 'info' },
  shipped: { text: '已发货', tone: 'info' },
  completed: { text: '已完成', tone: '' },
  closed: { text: '已关闭', tone: '' },
  'refund-pending': { text: '退款中', tone: 'info' },
  refunded: { text: '已退款', tone: '' },
}

export const ORDER_STATUSES = Object.keys(WORDS) as OrderStatus[]

export const isOrderStatus = (text: string | undefined): text is OrderStatus =>
  ORDER_STATUSES.some((status) => status === text)

/** A status that this page does not know yet is shown as it came. */
export const orderStatusText = (status: string): string =>
  isOrderStatus(status) ? WORDS[status].text : status

export function OrderStatusTag({ status }: { status: OrderStatus }) {
  return <span className={`tag ${WORDS[status].tone}`}>{WORDS[status].text}</span>
}

type Item = { name: string; skuName?: string | undefined; qty: number }

/** "桂花乌龙 ×1、海盐可颂 ×2" */
export function itemsText(items: readonly Item[]): string {
  return items.map((item) => `${item.name} ×${item.qty}`).join('、')
}
