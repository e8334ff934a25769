import { countText } from '../../../shared/format/count.js'
import type { EventState } from './api/events.js'

const boundText = (atMost: number | undefined): string =>
  atMost === undefined ? '' : `一次最多 ${countText(atMost)} 条，剩下的再来一次。`

export const copy = {
  title: '事件',
  sub: '外面发来的每一条都先存下再处理',
  counts: '各状态条数',
  hours: '近 24 小时收到',
  hoursLabel: (count: string) => `近 24 小时每小时收到的事件，共 ${count} 条`,
  hour: '时间',
  unit: '条',
  welcome: '欢迎语',
  sent: '发出',
  expired: '过时没发',
  p50: '一半快于',
  p99: '99% 快于',
  none24: '近 24 小时没有收到事件',
  state: '状态',
  anyState: '全部状态',
  source: '来源',
  type: '类型',
  search: '投递号',
  searchHint: '投递号',
  key: '投递号',
  what: '事件',
  received: '收到',
  occurred: '发生',
  finished: '处理完',
  attempts: '试过',
  times: (count: number) => `${count} 次`,
  reason: '原因',
  partition: '排队依据',
  outcome: '结果',
  none: '还没有收到事件。扫一个活码或者下一单，这里就会有',
  makeCode: '看渠道活码',
  noneMatch: '没有符合条件的事件',
  clear: '清掉条件',
  detail: '事件详情',
  payload: '内容（已解密，手机号已打码）',
  contentGone: '内容已清除',
  contentGoneHint: (at: string) =>
    `处理完 90 天后内容会清除，这一条是 ${at} 清除的。编号、指纹、状态和时间一直留着，同样的事件再来仍会认出来。`,
  failed: '事件没取到',
  replay: '重放',
  replayTitle: '再处理一次',
  replayMany: '批量重放',
  replayPicked: '重放选中的',
  replayAll: (count: string) => `重放全部符合条件的（${count} 条）`,
  pickHint: '可以勾选几条，也可以全部重放',
  picked: (count: string) => `选了 ${count} 条`,
  pick: '选这一条',
  pickAll: '选这一页',
  pieces: (count: string) => `${count} 条`,
  willReplay: (count: string | undefined, atMost?: number) =>
    count === undefined
      ? '正在数有多少条…'
      : `会把 ${count} 条没处理成的事件放回队列，按收到的先后再处理一遍。${boundText(atMost)}`,
  willRetry: (count: string, atMost?: number) =>
    `会把 ${count} 条没送到的放回队列，再送一遍。${boundText(atMost)}`,
  replayedMany: (count: string, left: string | 0) =>
    left === 0 ? `${count} 条已经重新排队` : `${count} 条已经重新排队，还剩 ${left} 条，再来一次`,
  retryMany: '批量再试',
  retryPicked: '再试选中的',
  retryAll: (count: string) => `全部再试（${count} 条）`,
  longWaiting: '等了超过 30 天',
  longWaitingHint: '多半是订单一直没报过来，订单到了会自己接着做',
  stuck: '卡住的租约',
  stuckHint: '处理它们的进程没有回应超过 1 分钟。启动一个处理进程就会放回去',
  lapsed: '反复没做完',
  lapsedHint: '连着两个进程都停在这些事件上，第 5 次会停下来列为没处理成',
  gap: (at: string) => `${at} 起拒收过回调，正在核对补齐`,
  replayHint: '先修好原因再重放。做过的事不会做第二遍。',
  replayReason: '为什么重放',
  retryReason: '为什么再试',
  cancel: '取消',
  replayMissing: '写一句原因，会留在操作记录里',
  replayed: '已经重新排队',
  mayNot: '你的账号不能重放',
  tabs: { received: '收到的', deliveries: '没送到的' },
  deliveriesSub: '处理完以后要做的事，试了很多次没做成',
  subscriber: '谁来做',
  since: '从',
  again: '再试一次',
  queued: '已经重新排队',
  deliveriesNone: '没有没送到的',
  seeReceived: '看收到的',
  empty: '—',
}

export const states: Record<EventState, { text: string; tone: string }> = {
  pending: { text: '排队', tone: 'info' },
  leased: { text: '处理中', tone: 'info' },
  waiting: { text: '等前一件', tone: 'warned' },
  done: { text: '已处理', tone: '' },
  dead: { text: '没处理成', tone: 'bad' },
}
export const STATES = Object.keys(states) as EventState[]

const OUTCOMES: Record<string, string> = {
  done: '做完了',
  ignored: '与我们无关，只存着',
  duplicate: '重复，没有再做',
  incident: '记成了异常',
}
export const outcomeText = (outcome: string): string => OUTCOMES[outcome] ?? outcome

const TYPES: Record<string, string> = {
  'contact.added': '加了好友',
  'contact.reread': '再看一次好友',
  'contact.half-added': '客户单向加了员工',
  'contact.edited': '好友资料变了',
  'contact.reconciled': '核对好友',
  'contact.removed-by-customer': '客户删了员工',
  'contact.removed-by-staff': '员工删了客户',
  'contact.transfer-failed': '交接失败',
  'contact.archive-agreed': '同意会话存档',
  'staff.changed': '员工变动',
  'tag.changed': '标签变动',
  'wecom.other': '企微其他事件',
  'mini.other': '小程序其他推送',
  'payment.notified': '付款通知',
  'payment.queried': '查到付款结果',
  'order.paid': '订单已付款',
  'order.refunded': '订单退款',
  'customer.identified': '客户标识',
  'customer.logged-in': '登录小程序',
  'customer.phone-authorised': '授权手机号',
  'page.viewed': '看页面',
  'product.viewed': '看商品',
  'share.created': '分享',
  'share.opened': '打开分享',
  'coupon.received': '领券',
  'coupon.redeemed': '用券',
}
export const typeText = (type: string): string | undefined => TYPES[type]

const REASONS: Record<string, string> = {
  'order-already-paid': '同一张单用别的内容报过付款',
  'refund-exceeds-payment': '退款比付款还多',
  'order-not-yet-known': '等它的订单先到',
  'lease-lapsed-repeatedly': '连着 5 个处理进程都停在这一条上',
  'payload-not-readable': '存下的内容解不开',
}
/** A reason that has no words here is shown as the code it is. */
export const reasonText = (reason: string): string => REASONS[reason] ?? reason

export const errors: Record<string, string> = {
  'event-not-found': '没有这条事件',
  'event-not-dead': '它已经在处理了，不用重放',
  'delivery-not-dead': '它已经在处理了',
}
