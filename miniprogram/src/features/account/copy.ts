import type { Consent } from '../../platform/api'

export const copy = {
  title: '我的',
  guest: '还没登录',
  guestHint: '登录后可以下单、看订单',
  logIn: '微信登录',
  loggingIn: '正在登录',
  logOut: '退出登录',
  noName: '微信用户',
  orders: (paid: number) => (paid > 0 ? `买过 ${paid} 次` : '还没有买过'),
  myCoupons: '优惠券',
  myCart: '购物车',
  myOrders: '我的订单',
  myVouchers: '我的券',
  myData: '关于我的信息',
  phone: '手机号',
  noPhone: '未绑定',
  bind: '绑定',
  withdraw: '撤回同意',
  meFailed: '资料没加载出来',
  sheetTitle: '绑定手机号',
  agree: '同意并绑定',
  agreeing: '正在绑定',
  notNow: '暂不',
  refusedNote: '没有绑定，不影响下单',
  bound: '手机号已绑定',
  withdrawTitle: '撤回手机号的同意',
  withdrawText: '撤回后我们不再使用这个手机号，也不再用它认出你在门店的消费。下单和取货不受影响。',
  withdrawYes: '撤回同意',
  withdrawNo: '先不撤回',
  withdrawn: '已撤回，手机号不再使用',
  needLogIn: '登录后才能下单，商品会留在购物车',
  ordersGuest: '登录后看订单',
  ordersGuestHint: '你的订单只有你自己看得到',
  what: '用来做什么',
  whatNot: '不会做什么',
  rights: '你的选择',
} as const

/**
 * What the customer agrees to, point by point. The version goes to the server with the text that was
 * shown; a changed word needs a new version.
 */
export const CONSENT_VERSION = 'phone-2026-11'
export const consentPoints: readonly { title: string; text: string }[] = [
  {
    title: copy.what,
    text: '在门店报手机号时认出你，把门店和小程序的消费记在一起；订单有问题时联系你。',
  },
  { title: copy.whatNot, text: '不用来群发广告，不提供给品牌以外的人。号码加密保存。' },
  { title: copy.rights, text: '不同意也能照常下单。同意后随时可以在“我的”里撤回。' },
]

export const phoneConsent: Consent = {
  version: CONSENT_VERSION,
  text: consentPoints.map(({ title, text }) => `${title}：${text}`).join('\n'),
}

/** Sentences for the codes of these calls. */
export const problems: Readonly<Record<string, string>> = {
  'phone-code-invalid': '这次授权已失效，请再绑定一次',
  'login-code-invalid': '登录没有成功，请再登录一次',
  'login-blocked': '微信暂时不让这个账号登录',
  'phone-not-mainland': '现在只支持中国大陆的手机号',
  'customer-not-yet-known': '登录正在处理，请稍等再试',
}
