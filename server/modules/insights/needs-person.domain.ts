import { yuanText } from '../../platform/money/index.js'

type Sum = Readonly<{ count: number; amountFen: number }>

/** What waits for a person: money first, the larger sum before the smaller. Pure; Chinese because it is shown as it is. */
export type Waiting = Readonly<{
  refunds: Sum
  incidents: Sum
  deadEvents: number
  deadDeliveries: number
  openReviews: number
}>

export function needsPerson(waiting: Waiting) {
  const { deadEvents, deadDeliveries, openReviews } = waiting
  return [
    ...money(waiting),
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

function money({ refunds, incidents }: Waiting) {
  const rows = [
    {
      ...{ kind: 'refunds', ...refunds, link: '/finance/refunds' },
      title: '退款没退成',
      detail: `欠顾客 ${yuanText(refunds.amountFen)}，自动重试已停`,
    },
    {
      ...{ kind: 'incidents', ...incidents, link: '/incidents' },
      title: '收款有异常',
      detail: `涉及 ${yuanText(incidents.amountFen)}，对不上订单`,
    },
  ]
  return rows
    .sort((a, b) => b.amountFen - a.amountFen)
    .map(({ amountFen: _amountFen, ...row }) => row)
}
