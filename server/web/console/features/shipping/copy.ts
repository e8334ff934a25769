import type { ShipmentState } from './api/shipments.js'

export const copy = {
  title: '发货上报',
  sub: '货到顾客手里后告诉微信，冻结的货款才会放出来',
  filter: '看哪些',
  failed: '没报上的',
  all: '全部',
  what: '货品',
  way: '怎么到的',
  state: '现在怎样',
  next: '下一步',
  at: '交货时间',
  act: '操作',
  order: '看订单',
  willReport: '上报',
  willRemind: '提醒顾客确认',
  waitsForCustomer: '等顾客确认收货',
  released: '货款放出',
  unneeded: '没有冻结货款，不用报',
  todo: '看原因，改好后再试一次',
  tries: (tries: number) => `已试 ${tries} 次`,
  again: '再试一次',
  actOn: (title: string) => `再试一次：${title}`,
  asked: '已交给系统，马上就报',
  noneFailed: '没有报不上的发货',
  noneEver: '还没有发过货，取餐台交货或寄出快递后会出现在这里',
  seeAll: '看全部',
  seeOrders: '看订单',
}

export const shipmentStates: Record<ShipmentState, { text: string; tone: string }> = {
  waiting: { text: '等待上报', tone: 'info' },
  reported: { text: '已上报', tone: 'good' },
  settled: { text: '货款已放', tone: 'good' },
  unneeded: { text: '无需上报', tone: '' },
  failed: { text: '没报上', tone: 'bad' },
}

export const ways = { express: '快递', virtual: '电子凭证', 'self-pickup': '到店自取' } as const

const TROUBLES: Record<string, string> = {
  'shipping-not-there-yet': '微信还没收录这笔付款',
  'shipping-refused': '微信说这笔已完结或不能再改',
  'shipping-company-unknown': '微信不认识这家快递公司，到订单里改对',
  'mini-refused': '微信没接受，看快递单号和公司对不对',
  'mini-config-wrong': '小程序没开通发货管理，看设置',
  'mini-unavailable': '微信繁忙',
  'mini-outcome-unknown': '没收到回应',
  'mini-frequency-limited': '太频繁',
  'payment-not-found': '找不到付款',
}
export const troubleOf = (code: string): string => TROUBLES[code] ?? code

export const errors: Record<string, string> = {
  'shipment-not-found': '没有这笔发货',
  'shipment-not-failed': '这笔已经在报了，看最新状态',
  'shipment-busy': '这笔正在处理，请再点一次',
}
