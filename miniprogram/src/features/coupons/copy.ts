import type { Coupon, CouponOffer, CouponTerms, PriceCoupon } from '../../platform/api'
import { moneyText, whenText } from '../../platform/ui'

export const copy = {
  title: '优惠券',
  guest: '登录后看你的优惠券',
  guestHint: '领过的、店员送的都在这里',
  failed: '优惠券没加载出来',
  offersTitle: '可以领的',
  take: '领取',
  taking: '正在领取',
  taken: '已领',
  gone: '领完了',
  use: '去用',
  seeOrder: '看订单',
  empty: {
    usable: '还没有可用的优惠券',
    used: '还没有用过的优惠券',
    expired: '没有过期的优惠券',
  },
  emptyHint: '有新的会出现在“可以领的”里',
  more: '看更早的',
  row: '优惠券',
  choose: '选优惠券',
  none: '不用优惠券',
  noneFits: (count: number) => (count === 0 ? '没有可用的' : `${count} 张，这单都用不了`),
  mayUse: (count: number) => `有 ${count} 张可用`,
  less: (amount: string) => `−${amount}`,
  cannot: '这单用不了',
} as const

export const GROUPS = [
  { group: 'usable', text: '可用' },
  { group: 'used', text: '已用' },
  { group: 'expired', text: '已过期' },
] as const
export type Group = (typeof GROUPS)[number]['group']

/** 八八折, 九折: what is left to pay, as it is said. */
export function foldText(percentOff: number): string {
  const digits = '零一二三四五六七八九'
  const left = 100 - percentOff
  const [tens, ones] = [Math.floor(left / 10), left % 10]
  if (left === 0) {
    return '免费'
  }
  return `${tens === 0 ? '零点' : ''}${tens === 0 ? '' : digits[tens]}${ones === 0 ? '' : digits[ones]}折`
}

/** The large words of a coupon. */
export function worthText(terms: CouponTerms): string {
  switch (terms.kind) {
    case 'amount':
      return yuan(terms.offFen)
    case 'percent':
      return foldText(terms.percent)
    case 'gift':
      return '赠品'
  }
}

export const thresholdText = (thresholdFen: number): string =>
  thresholdFen === 0 ? '无门槛' : `满 ${yuan(thresholdFen).slice(1)} 可用`

/** What it is for and what bounds it, in one line. */
export function boundsText(
  coupon: Pick<Coupon, 'terms' | 'giftName' | 'isForSome' | 'coversVouchers'>,
): string {
  const { terms, giftName, isForSome, coversVouchers } = coupon
  const parts = [
    terms.kind === 'gift' ? `送一份${giftName ?? '赠品'}` : undefined,
    terms.kind === 'percent' && terms.capFen !== undefined
      ? `最多减 ${yuan(terms.capFen)}`
      : undefined,
    isForSome ? '限部分商品' : undefined,
    coversVouchers ? '提货券也能用' : undefined,
  ]
  return parts.filter((part) => part !== undefined).join('，')
}

/** Until when, or what became of it. */
export function stateText({ state, startsAt, endsAt, discountFen = 0 }: Coupon): string {
  switch (state) {
    case 'locked':
      return '待付款的订单占用着'
    case 'used':
      return `省了 ${moneyText(discountFen)}`
    case 'expired':
      return `${whenText(endsAt)} 过期`
    default:
      return Date.parse(startsAt) > Date.now()
        ? `${whenText(startsAt)} 起可用`
        : `${whenText(endsAt)} 前有效`
  }
}

export function validityText({ validity }: Pick<CouponOffer, 'validity'>): string {
  return validity.kind === 'days'
    ? `领取后 ${validity.days} 天内有效`
    : `${whenText(validity.endsAt)} 前有效`
}

/** Why a coupon does nothing for this order. */
export function missText({ why, lackingFen = 0 }: PriceCoupon): string {
  switch (why) {
    case 'below-threshold':
      return `还差 ${moneyText(lackingFen)}`
    case 'not-for-these':
      return '不适用于这些商品'
    case 'gift-gone':
      return '赠品已送完'
    default:
      return copy.cannot
  }
}

/** Sentences for the codes of these calls. */
export const problems: Readonly<Record<string, string>> = {
  'coupon-stopped': '这张券已经停发了',
  'coupon-not-takeable': '这张券由店员发放',
  'coupon-limit-reached': '这张券你已经领过了',
  'coupon-budget-used-up': '这张券领完了',
  'coupon-template-not-found': '没有找到这张券',
  'coupon-busy': '领的人太多，请再点一次',
}

/** `¥20`, `¥8.50`: no cents where there are none. */
function yuan(fen: number): string {
  return moneyText(fen).replace(/\.00$/, '')
}
