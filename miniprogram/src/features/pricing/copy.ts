import type { PriceStep } from '../../platform/api'
import { moneyText } from '../../platform/ui'

export const copy = {
  title: '为什么是这个价',
  total: '合计',
  failed: '价格没算出来',
  gift: (name: string) => `赠 ${name}`,
} as const

/** What a step of the price is, and what was promised with it. */
export function stepWords(step: PriceStep): { name: string; note?: string } {
  switch (step.kind) {
    case 'goods':
      return { name: `商品 ${step.units ?? 0} 件` }
    case 'coupon':
      return { name: '优惠券', note: couponNote(step) }
    case 'delivery':
      return { name: '运费', note: deliveryNote(step) }
  }
}

/** `+` is not written; what is taken off has its sign. */
export const stepAmount = ({ amountFen }: PriceStep): string =>
  amountFen < 0 ? `−${moneyText(-amountFen)}` : moneyText(amountFen)

function couponNote({ name, terms, thresholdFen = 0, offFen = 0, percent = 0, capFen }: PriceStep) {
  const from = thresholdFen === 0 ? '' : `满 ${moneyText(thresholdFen)} `
  const most = capFen === undefined ? '' : `，最多减 ${moneyText(capFen)}`
  const off = {
    amount: `${from}减 ${moneyText(offFen)}`,
    percent: `${from}减 ${percent}%${most}`,
    gift: `${from}赠一份`,
  }
  return [name, off[terms ?? 'amount']].filter(Boolean).join('，')
}

function deliveryNote({ amountFen, feeFen = 0, freeFromFen }: PriceStep): string {
  if (freeFromFen === undefined) {
    return amountFen === 0 ? '包邮' : '按单收取'
  }
  const free = `满 ${moneyText(freeFromFen)} 免`
  return amountFen === 0 && feeFen > 0 ? `${free}，已免` : free
}
