import type { Order } from './api/order.js'

export const copy = {
  title: '订单',
  sub: '小程序下的单和别的系统报来的单',
  search: '搜订单号',
  searchHint: '订单号开头几位',
  status: '状态',
  anyStatus: '全部状态',
  source: '来源',
  order: '订单号',
  customer: '客户',
  unknown: '未识别',
  noName: '未留名',
  what: '买了什么',
  amount: '金额',
  store: '门店',
  created: '下单',
  paidAt: '付款',
  refunded: (money: string) => `已退 ${money}`,
  none: '还没有订单，小程序里付了款就会出现在这里',
  seeProducts: '看商品',
  noneMatch: '没有符合条件的订单',
  clear: '清掉条件',
  detail: '订单详情',
  items: '商品',
  total: '合计',
  note: '备注',
  pickup: '取餐码',
  channel: '方式',
  expires: '付款截止',
  payments: '付款',
  noPayments: '没有经过这里的付款，由来源系统收款',
  outTradeNo: '商户单号',
  transactionId: '微信单号',
  refunds: '退款',
  history: '经过',
  failed: '订单没取到',
  empty: '—',
}

type PaymentState = Order['payments'][number]['state']
export const paymentStates: Record<PaymentState, { text: string; tone: string }> = {
  created: { text: '未发起', tone: '' },
  prepaid: { text: '等顾客付款', tone: 'warned' },
  paid: { text: '已到账', tone: 'good' },
  closed: { text: '已关闭', tone: '' },
  'paid-late': { text: '关单后才付', tone: 'bad' },
}

const REASONS: Record<string, string> = {
  expired: '超时没付',
  'cancelled-by-customer': '顾客取消',
}
export const reasonText = (reason: string): string => REASONS[reason] ?? reason

export const errors: Record<string, string> = { 'order-not-found': '没有这张订单' }
