import type { BlockedRule, BlockedRow } from './api/blocked-values.js'

export const copy = {
  title: '屏蔽值',
  sub: '门店手机、共用会员卡、测试号：带着它们的事件照常收下，但不会因为它们认成同一个人',
  add: '加一个',
  value: '值',
  kind: '类型',
  scope: '来自',
  reason: '为什么',
  note: '备注',
  hits: '近 30 天命中',
  lastHit: '最近一次',
  waiting: '等着归回',
  added: '加于',
  none: '还没有屏蔽值。看到一个号码把很多人连在一起，就把它加到这里',
  never: '没有',
  remove: '解除',
  removeTitle: (value: string) => `解除屏蔽 ${value}`,
  removeHint: (waiting: number) =>
    waiting === 0
      ? '之后的事件会重新认这个值。'
      : `之后的事件会重新认这个值，等着的 ${waiting >= 1000 ? '1000 多' : waiting} 条事件会归到它名下。`,
  removeReason: '为什么解除',
  needRemoveReason: '请写一句原因，会记进操作记录',
  removed: '已解除，等着的事件正在归回',
  cancel: '取消',
  save: '屏蔽',
  saved: '已屏蔽，几秒内在所有服务上生效',
  needValue: '请填要屏蔽的值',
  needKind: '请选类型',
  needReason: '请选原因',
  needScope: '会员号要填来源，openid 要填小程序的 appid',
  scopeHint: { member_no: '哪个系统的会员号，例如 pos-1', openid: '小程序的 appid' },
  rulesTitle: '一直屏蔽的',
  rulesSub: '空值、测试号和写了星号的号码，不用加，也不能解除',
  rule: '规则',
  daysTitle: '没有主人的事件',
  daysSub: '近 30 天，没带身份或者只带了屏蔽值的事件',
  day: '日期',
  store: '门店',
  noStore: '没写门店',
  count: '条数',
  noDays: '近 30 天的事件都认得出是谁的',
}

export const reasons: Record<BlockedRow['reason'], string> = {
  'store-phone': '门店的电话',
  'staff-phone': '员工的电话',
  'shared-card': '很多人共用的卡',
  test: '测试用的',
  other: '其他',
}

export const rules: Record<BlockedRule, string> = {
  'value-empty': '空值（null、NaN、0、无……）',
  'value-repeated': '全是同一个字符',
  'phone-empty': '手机号是空值',
  'phone-masked': '手机号打了星号',
  'phone-not-mainland': '不是大陆手机号（座机、位数不对）',
  'phone-blocked': '测试用的手机号（13800138000……）',
}

export const errors: Record<string, string> = {
  'value-already-blocked': '这个值已经在屏蔽了',
  'blocked-value-unreadable': '这不是一个能用的值，或者本来就一直屏蔽',
  'blocked-values-full': '屏蔽值满了，先解除一些不再需要的',
  'blocked-value-not-found': '这个值刚被别人解除了',
}
