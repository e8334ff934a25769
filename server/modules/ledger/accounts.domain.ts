/**
 * Every account of the books (orders-and-money.md 6) with the side on which it grows: what we have, are promised or have
 * spent on the debit side, what we owe or have earned on the credit side. `title`: its Chinese name on screens.
 */
export const ACCOUNTS = {
  'wechat-pay': { side: 'debit', title: '微信支付账户' },
  bank: { side: 'debit', title: '银行账户' },
  'payments-received': { side: 'credit', title: '已收待认领' },
  suspense: { side: 'credit', title: '待查款项' },
  revenue: { side: 'credit', title: '销售收入' },
  'customer-prepaid': { side: 'credit', title: '顾客预付（券）' },
  'orders-on-hold': { side: 'credit', title: '待成团货款' },
  breakage: { side: 'credit', title: '过期未用收入' },
  'refunds-payable': { side: 'credit', title: '应退顾客' },
  'refunds-in-transit': { side: 'debit', title: '退款途中' },
  fees: { side: 'debit', title: '手续费' },
  'platform-discounts': { side: 'debit', title: '微信优惠' },
  'coupons-used': { side: 'debit', title: '已用优惠券（备忘）' },
  'coupons-granted': { side: 'credit', title: '发出优惠（备忘）' },
  'reward-cost': { side: 'debit', title: '奖励成本' },
  'rewards-payable': { side: 'credit', title: '应付奖励' },
  'reward-debts': { side: 'debit', title: '待抵奖励' },
  'transfers-in-transit': { side: 'debit', title: '转账途中' },
} as const

export type Account = keyof typeof ACCOUNTS
export const ACCOUNT_NAMES = Object.keys(ACCOUNTS) as readonly Account[]
