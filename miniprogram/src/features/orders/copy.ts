import type { Order, OrderStatus } from '../../platform/api'

export const copy = {
  title: '我的订单',
  detailTitle: '订单详情',
  listFailed: '订单没加载出来',
  detailFailed: '这笔订单没加载出来',
  empty: '还没有订单',
  emptyHint: '下单后可以在这里看进度和取货码',
  emptyFilter: '这里没有订单',
  showAll: '看全部订单',
  goMenu: '去点单',
  more: '看更早的',
  loadingMore: '加载中',
  pay: '去支付',
  payAmount: (amount: string) => `去支付 ${amount}`,
  paying: '正在打开支付',
  cancel: '取消订单',
  cancelTitle: '取消这笔订单',
  cancelText: '商品会放回去给别人，已经付的钱会原路退回。',
  cancelYes: '取消订单',
  cancelNo: '先留着',
  cancelling: '正在取消',
  takeBack: '申请退款',
  takingBack: '正在申请',
  takeBackTitle: '申请退款',
  takeBackText: '整单退款，钱原路退回付款的微信。申请后店里不再备货，取货码失效。',
  takeBackYes: (amount: string) => `退款 ${amount}`,
  takeBackNo: '先不退',
  refundTitle: '退款进度',
  refundAsked: '已申请',
  refundAccepted: '微信已受理',
  refundReturned: '已到账',
  refundNotYet: '还没有',
  refundReason: '原因',
  refunded: (amount: string) => `已退 ${amount}`,
  refunding: (amount: string) => `正在退 ${amount}`,
  units: (units: number) => `共 ${units} 件`,
  total: '合计',
  store: '自取门店',
  address: '收货地址',
  shipment: '物流',
  shippedAt: '发货时间',
  receive: '确认收货',
  discounted: (amount: string) => `优惠 ${amount}`,
  unitsBack: (units: number) => `已退 ${units} 件`,
  orderNo: '订单号',
  createdAt: '下单时间',
  paidAt: '支付时间',
  closedAt: '关闭时间',
  note: '备注',
  pickupCode: '取货码',
  pickupHint: '到店报给店员',
  openOrder: (orderNo: string) => `看订单 ${orderNo}`,
  checkoutTitle: '确认订单',
  submit: '提交订单',
  submitting: '正在提交',
  noteHint: '口味、取货时间，没有可不填',
  itemsTitle: '商品',
  noStore: '先选自取门店才能提交',
  nothing: '购物车是空的',
  nothingHint: '先去选几样',
  troubled: '先处理上面标出的商品才能提交',
  openOrders: '看待付款订单',
  resultTitle: '支付结果',
  asking: '正在向微信确认',
  askingHint: '钱是否到账以微信的回执为准，请稍等',
  success: '支付成功',
  successHint: '凭取货码到店自取',
  unpaid: '还没有收到付款',
  unpaidHint: '如果已经付了，稍后会自动更新，不会重复扣款',
  closed: '订单已关闭',
  closedHint: '如果已经付了，钱会原路退回',
  seeOrder: '看订单',
  askAgain: '再查一次',
  goHome: '回首页',
  seeVouchers: '看我的券',
  voucherHint: '券码在「我的」里的「我的券」，到店出示',
  resultFailed: '结果没查到',
} as const

export const statusWords: Readonly<Record<OrderStatus, string>> = {
  'pending-payment': '待付款',
  paid: '已付款',
  preparing: '制作中',
  ready: '可以取了',
  shipped: '已发货',
  completed: '已完成',
  closed: '已关闭',
  'refund-pending': '退款中',
  refunded: '已退款',
}

export const takeBackReasons = [
  '不想要了',
  '点错了，重新下单',
  '等太久',
  '来不及去取',
  '店里说没有了',
] as const

type Refund = Order['refunds'][number]

export const refundWords: Readonly<Record<Refund['state'], string>> = {
  asking: '正在申请',
  accepted: '等待到账',
  returned: '已到账',
  delayed: '店员在处理',
}

/** Where the money is, and what the customer may expect. */
export function refundSentence({ state, account }: Refund): string {
  switch (state) {
    case 'asking':
      return '已收到申请，正在交给微信办理'
    case 'accepted':
      return '微信已受理，零钱通常几分钟到账，银行卡 1 到 3 个工作日'
    case 'returned':
      return account === undefined ? '钱已原路退回' : `钱已退到${account}`
    case 'delayed':
      return '原路没有退成，店员正在处理，钱不会少'
  }
}

/** One sentence under the status: what happens next, or why it ended. */
export function statusSentence(order: Order): string {
  const isPaidFor = order.status === 'paid' || order.status === 'completed'
  if (isPaidFor && isAllVouchers(order)) {
    return order.status === 'paid' ? copy.voucherHint : '券都用完了'
  }
  switch (order.status) {
    case 'pending-payment':
      return '付款后开始准备'
    case 'paid':
      return '店员已收到，正在安排'
    case 'preparing':
      return '正在做，好了就可以取'
    case 'ready':
      return '已做好，请到店取'
    case 'shipped':
      return '已发货，请留意收货'
    case 'completed':
      return order.delivery === 'express' ? '已签收' : '已取货'
    case 'closed':
      return order.closedReason === 'expired' ? '超过付款时间，已自动关闭' : '你取消了这笔订单'
    case 'refund-pending':
      return order.refunds.some(({ state }) => state === 'delayed')
        ? '原路没有退成，店员正在处理'
        : '到账以微信通知为准'
    case 'refunded':
      return '钱已原路退回'
  }
}

/** Nothing of it waits at a counter: its codes are in 我的券. */
export const isAllVouchers = ({ items }: Order): boolean =>
  items.every(({ voucher }) => voucher !== undefined)

/** Sentences for the codes of these calls. */
export const problems: Readonly<Record<string, string>> = {
  'price-changed': '价格有变，已按新价算好，请再看一眼',
  'coupon-not-usable': '这张优惠券用不了了，换一张或不用券再提交',
  'address-not-needed': '自取和快递只能选一种',
  'sold-out': '有商品刚卖完或不够了，请调整后再提交',
  'product-off-shelf': '有商品刚下架，请移除后再提交',
  'product-not-in-store': '有商品这家店不卖，请移除或换一家店',
  'sku-unknown': '有商品刚下架，请移除后再提交',
  'too-many-units': '有商品超过一单能买的份数，请减少一些',
  'too-many-open-orders': '有几笔订单还没付款，先付款或取消再下单',
  'idempotency-key-reused': '这次提交和上次不一样，请再点一次',
  'store-unknown': '这家店现在不能自取，请换一家',
  'too-many-vouchers': '一单最多买 40 张券，请减少一些',
  'voucher-sale-over': '这张券已经停售',
  'voucher-not-refundable': '有券用过、送出或正在赠送，请到「我的券」里一张一张退',
  'order-not-found': '没有找到这笔订单',
  'order-not-open': '订单状态已变，请看最新状态',
  'order-is-paid': '这笔订单已经付过了',
  'not-the-buyer': '只能用下单的微信付款',
  'order-close-later': '微信还没确认能不能取消，请稍后再试',
  'order-not-refundable': '这笔订单现在不能自己退，请联系店员',
  'refund-exceeds-order': '这笔订单已经退过了，请看最新状态',
  'order-busy': '这笔订单正在处理，请稍后再试',
  'payment-done': '这笔订单已经付过了',
  'payment-closed': '这笔订单不能再支付了',
  'payment-window-over': '离截止不到一分半，来不及支付了，请重新下单',
  'payment-busy': '支付正在处理，请稍后再试',
  'payment-changed': '支付正在处理，请稍后再试',
  'wechat-pay-unavailable': '微信支付暂时没有回应，请稍后再试',
  'needs-wechat': '请在微信里打开小程序支付',
}
