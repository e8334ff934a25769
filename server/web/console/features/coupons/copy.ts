import { dateText } from '../../../shared/format/time.js'
import { moneyText } from '../../../shared/format/money.js'
import type { Template } from './api/templates.js'

export const copy = {
  title: '优惠券',
  sub: '发什么券、发了多少、让了多少钱',
  create: '新建优惠券',
  saveNew: '发布',
  cancel: '取消',
  created: (name: string) => `「${name}」已发布`,
  none: '还没有优惠券，建一张，顾客在小程序里就能领',
  coupon: '优惠券',
  rule: '规则',
  validity: '有效期',
  issued: '已发',
  used: '已用',
  usedRate: '用券率',
  money: '让利',
  made: '建于',
  of: (budget: number) => `共 ${budget} 张`,
  budgetMoney: (money: string) => `最多让 ${money}`,
  locked: (count: number) => `占用 ${count}`,
  expired: (count: number) => `过期 ${count}`,
  stop: '停发',
  stopOf: (name: string) => `停发 ${name}`,
  stopTitle: (name: string) => `停发「${name}」？`,
  stopText: '不能再领、再发；顾客手里的还能用到有效期结束。',
  stopped: (name: string) => `「${name}」已停发`,
  byStaff: '只由店员发',
  takeable: '顾客自己领',
  some: (count: number) => `限 ${count} 种商品`,
  vouchers: '提货券可用',
  name: '名称',
  nameHint: '顾客看到的名字，如 周末满100减20',
  nameMissing: '给券起个名字',
  kind: '优惠方式',
  kinds: { amount: '减钱', percent: '打折', gift: '送赠品' },
  off: '减多少（元）',
  percent: '减百分之几',
  percentHint: '12 就是八八折',
  cap: '最多减（元）',
  capHint: '不填就不封顶',
  gift: '送哪一件',
  giftHint: '选一个规格',
  threshold: '满多少可用（元）',
  thresholdHint: '不填就没有门槛',
  scope: '适用商品',
  scopeHint: '不选就是全部商品',
  coversVouchers: '提货券也能用',
  takeableLabel: '顾客可以在小程序里自己领',
  days: '领取后多少天有效',
  budgetCount: '总共发多少张',
  budgetFen: '总共最多让利（元）',
  budgetFenHint: '不填就只按张数',
  perCustomer: '每人最多几张',
  mostEach: (count: number) => `每人最多 ${count} 张`,
  amountWrong: '填一个金额，如 20 或 8.5',
  numberWrong: '填一个整数',
  willCost: (money: string) => `全部用掉最多让利 ${money}`,
  giveTitle: '发优惠券',
  give: '发一张',
  giveHint: '选一张优惠券',
  given: (name: string) => `已发「${name}」，顾客在小程序「优惠券」里能看到`,
  giveNone: '没有可发的优惠券',
  feeTitle: '快递运费',
  fee: '每单运费（元）',
  freeFrom: '满多少免（元）',
  freeFromHint: '不填就不免',
  feeSave: '保存',
  feeSaved: '已保存，之后的订单按新的算',
  feeFailed: '运费没取到',
} as const

export const statuses: Record<Template['status'], { text: string; tone: string }> = {
  open: { text: '发放中', tone: 'good' },
  stopped: { text: '已停发', tone: '' },
}

/** 满 ¥100.00 减 ¥20.00 */
export function ruleText({ terms, thresholdFen, giftName }: Template): string {
  const from = thresholdFen === 0 ? '无门槛' : `满 ${moneyText(thresholdFen)}`
  switch (terms.kind) {
    case 'amount':
      return `${from}减 ${moneyText(terms.offFen)}`
    case 'percent':
      return `${from}减 ${terms.percent}%${
        terms.capFen === undefined ? '' : `，最多 ${moneyText(terms.capFen)}`
      }`
    case 'gift':
      return `${from}送 ${giftName ?? '已删除的商品'}`
  }
}

export function validityText({ validity }: Template): string {
  return validity.kind === 'days'
    ? `领取后 ${validity.days} 天`
    : `${dateText(validity.startsAt)} 到 ${dateText(validity.endsAt)}`
}

export const errors: Record<string, string> = {
  'coupon-template-not-found': '没有这张优惠券',
  'coupon-stopped': '这张券已经停发了',
  'coupon-limit-reached': '这位顾客已经有足够多张了',
  'coupon-budget-used-up': '这张券发完了',
  'coupon-budget-unbounded': '设了让利总额，打折券就要设最多减多少',
  'coupon-dates-wrong': '有效期的结束要晚于开始和现在',
  'coupon-gift-unknown': '赠品不在商品里，换一个',
  'coupon-customer-unknown': '这位客户还没有能用券的身份',
  'coupon-busy': '好几个人在改这张券，请再试一次',
  'delivery-fee-changed': '运费刚被别人改过，刷新后再试',
}
