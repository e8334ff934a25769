import { moneyText } from '../../../shared/format/money.js'
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
  assistedBy: '代客下单',
  expires: '付款截止',
  money: '钱的经过',
  paid: '收到付款',
  payment: '付款',
  noPayments: '没有经过这里的付款，由来源系统收款',
  outTradeNo: '商户单号',
  transactionId: '微信单号',
  refundNo: '退款单号',
  refundReported: '来源系统报了退款',
  refundAsked: (money: string) => `申请退款 ${money}`,
  refundAccepted: '微信受理退款',
  refundArrived: '退款到账',
  refundTo: (account: string) => `到 ${account}`,
  refundedTotal: '已退',
  tries: (tries: number) => `已试 ${tries} 次`,
  attempt: (attempt: number) => `第 ${attempt} 个单号`,
  nextTry: (when: string) => `${when} 再试`,
  refund: '退款',
  refundOf: (money: string) => `退款 ${money}`,
  refundTitle: '给顾客退款',
  refundHow: '退多少',
  refundWhole: (money: string) => `全部能退的 ${money}`,
  refundPart: '退一部分',
  refundYuan: '金额（元）',
  refundTooMuch: (money: string) => `填 ¥0.01 到 ${money} 之间的金额`,
  refundReason: '原因',
  refundReasons: '常用原因',
  refundReasonHint: '顾客会在微信里看到',
  refundNeedReason: '写一句原因，顾客会在微信里看到',
  restock: (units: number) => `商品放回货架，共 ${units} 件`,
  willHappen: '会发生什么',
  willReturn: (money: string) => `${money} 原路退回付款的微信，一般几分钟到账`,
  willStop: '订单变成「退款中」，不再备货，也不能取货',
  willKeep: (money: string) => `订单状态不变，之后最多还能退 ${money}`,
  willStay: '商品已交给顾客，订单状态不变',
  willRestock: (units: number) => `${units} 件放回货架，马上能再卖`,
  willNotRestock: '货架上的数量不变',
  refundDone: '已开始退款，到账后这里会更新',
  cancel: '取消',
  refundItems: '按商品退',
  refundItemsHint: '退哪几件，按当时付的价退',
  refundItemsNone: '至少选一件',
  left: (units: number) => `还能退 ${units} 件`,
  discounted: (amount: string) => `优惠 ${amount}`,
  unitsBack: (units: number) => `已退 ${units} 件`,
  why: '为什么是这个价',
  parcel: '快递',
  receiver: '收货人',
  address: '地址',
  company: '快递公司',
  companyHint: '如 顺丰速运',
  companyMissing: '写明哪家快递',
  trackingNo: '运单号',
  trackingWrong: '运单号是 5 到 40 位字母或数字',
  shippedAt: '发货',
  ship: '确认发货',
  reveal: '显示完整收货信息',
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
  customer: '顾客申请',
  operator: '店员操作',
  revived: '付款晚到，订单恢复',
}
export const reasonText = (reason: string): string => REASONS[reason] ?? reason

export const refundReasons = [
  '商品售罄',
  '做错或少做',
  '口味不合',
  '顾客不想要了',
  '重复下单',
] as const

type Step = Order['explanation'][number]

export function stepText({ kind, units = 0 }: Step): string {
  switch (kind) {
    case 'goods':
      return `商品 ${units} 件`
    case 'coupon':
      return '优惠券'
    case 'delivery':
      return '运费'
  }
}

/** What was promised with a step: 满100减20, 满99免. */
export function stepNote(step: Step): string {
  const { kind, name = '', terms, thresholdFen = 0, offFen = 0, percent = 0, capFen } = step
  if (kind === 'delivery') {
    return step.freeFromFen === undefined ? '' : `满 ${moneyText(step.freeFromFen)} 免`
  }
  if (kind === 'goods' || terms === undefined) {
    return ''
  }
  const from = thresholdFen === 0 ? '' : `满 ${moneyText(thresholdFen)} `
  const most = capFen === undefined ? '' : `，最多减 ${moneyText(capFen)}`
  const off = {
    amount: `减 ${moneyText(offFen)}`,
    percent: `减 ${percent}%${most}`,
    gift: '赠一份',
  }
  return `${name}，${from}${off[terms]}`
}

export const errors: Record<string, string> = {
  'refund-items-wrong': '选的件数超过还能退的，看最新状态',
  'order-not-sent': '这张订单是自取的，没有收货地址',
  'order-not-in-time': '现在不能发货，看最新状态',
  'order-is-refunded': '钱正在退回顾客，不要发货',
  'order-not-found': '没有这张订单',
  'order-not-refundable': '这张订单现在不能退，看最新状态',
  'refund-exceeds-order': '超过还能退的金额，看最新状态',
  'voucher-not-refundable': '有券用过、送出或正在赠送，只能退没用的',
  'restock-needs-whole-refund': '只有全部退款才能放回货架',
  'order-busy': '好几个人在改这张订单，请再试一次',
  'refund-busy': '这笔退款正在处理，请再试一次',
}
