import type { Answer } from '../../../shared/http/answer.js'

export const copy = {
  title: '取餐台',
  sub: '顾客报取餐码，核对后交给他',
  store: '门店',
  chooseStore: '选择门店',
  code: '取餐码',
  codeHint: '6 位数字',
  codeWrong: '取餐码是 6 位数字',
  find: '查找',
  first: '选好门店，输入顾客报的取餐码',
  noStore: '还没有门店，先到门店设置里添加',
  failed: '这张订单没取到',
  paid: (money: string) => `实付 ${money}`,
  refunded: (money: string) => `已退 ${money}，按留下的交付`,
  note: '备注',
  placed: '下单',
  prepare: '开始制作',
  ready: '做好了',
  'hand-over': '确认交付',
  done: '已交付，取餐码作废',
  next: '下一位',
} as const

export type Act = 'prepare' | 'ready' | 'hand-over'
type Status = Answer<'/api/pickup'>['status']

/** What staff may do next; the last one is what most come for. */
export const ACTS: Partial<Record<Status, readonly Act[]>> = {
  paid: ['prepare', 'ready', 'hand-over'],
  preparing: ['ready', 'hand-over'],
  ready: ['hand-over'],
}

export const errors: Record<string, string> = {
  'pickup-code-unknown': '这家门店没有等着取的这张单，核对一下号码',
  'order-not-found': '没有这张订单',
  'order-is-refunded': '这张单在退款，不要交付',
  'order-not-in-time': '这张单的状态刚变过，重新查一下',
  'order-not-ours-to-fulfil': '别的系统的单，在那边交付',
  'order-busy': '正有人在处理这张单，请再试一次',
}
