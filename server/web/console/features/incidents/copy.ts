import type { Incident } from './api/incidents.js'

export const copy = {
  title: '款项异常',
  sub: '钱没有按预期走的，一笔不丢地列在这里',
  filter: '看哪些',
  open: '要处理的',
  all: '全部',
  what: '发生了什么',
  amount: '金额',
  subject: '涉及',
  state: '状态',
  at: '时间',
  order: '看订单',
  none: '没有要处理的异常',
  noneEver: '没有发生过异常',
  seeAll: '看全部',
  seeOrders: '看订单',
  empty: '—',
}

export const incidentStates: Record<Incident['state'], { text: string; tone: string }> = {
  open: { text: '待处理', tone: 'bad' },
  settled: { text: '已了结', tone: '' },
}
