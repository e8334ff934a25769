import { yuanText } from '../../platform/money/index.js'

/** What waits for a person, money first. Pure; Chinese because it is shown as it is. */
export type Waiting = Readonly<{
  incidents: Readonly<{ count: number; amountFen: number }>
  deadEvents: number
  deadDeliveries: number
  openReviews: number
}>

export function needsPerson({ incidents, deadEvents, deadDeliveries, openReviews }: Waiting) {
  return [
    {
      kind: 'incidents',
      count: incidents.count,
      title: '收款有异常',
      detail: `涉及 ${yuanText(incidents.amountFen)}，对不上订单`,
      link: '/incidents',
    },
    {
      kind: 'dead-events',
      count: deadEvents,
      title: '事件没处理成',
      detail: '看原因，改好后重放',
      link: '/system/events?state=dead',
    },
    {
      kind: 'dead-deliveries',
      count: deadDeliveries,
      title: '消息没送达',
      detail: '多次尝试后仍失败',
      link: '/system/events?state=dead',
    },
    {
      kind: 'held-links',
      count: openReviews,
      title: '身份有冲突',
      detail: '证据互相矛盾，先各自保留',
      link: '/identity/reviews',
    },
  ].filter(({ count }) => count > 0)
}
