import { fenOfYuan } from '../../../shared/format/money.js'
import type { NewTemplate } from './api/templates.js'

/** What the form of a new coupon holds; money as it was typed. */
export type Fields = {
  name: string
  kind: 'amount' | 'percent' | 'gift'
  off?: string
  percent?: number
  cap?: string
  skuId?: string
  threshold?: string
  productIds?: string[]
  coversVouchers: boolean
  days: number
  budgetCount: number
  budget?: string
  perCustomer: number
  isTakeable: boolean
}

export const NEW: Fields = {
  name: '',
  kind: 'amount',
  coversVouchers: false,
  days: 30,
  budgetCount: 1_000,
  perCustomer: 1,
  isTakeable: true,
}

const fen = (typed: string | undefined): number | undefined => {
  const amount = fenOfYuan(typed ?? '')
  return amount === null || amount === 0 ? undefined : amount
}

export const isAmount = (typed: string | undefined, isNeeded: boolean): boolean =>
  (typed ?? '').trim() === '' ? !isNeeded : fen(typed) !== undefined

function termsOf({ kind, off, percent = 1, cap, skuId = '' }: Fields): NewTemplate['terms'] {
  const capFen = fen(cap)
  switch (kind) {
    case 'amount':
      return { kind, offFen: fen(off) ?? 0 }
    case 'percent':
      return { kind, percent, ...(capFen === undefined ? {} : { capFen }) }
    case 'gift':
      return { kind, skuId: skuId as never }
  }
}

export function newTemplate(fields: Fields): NewTemplate {
  const { name, threshold, productIds = [], coversVouchers, days, budget } = fields
  const { budgetCount, perCustomer, isTakeable } = fields
  const budgetFen = fen(budget)
  return {
    ...{ name: name.trim(), terms: termsOf(fields), thresholdFen: fen(threshold) ?? 0 },
    ...(productIds.length === 0 ? {} : { productIds: productIds as never }),
    ...{ coversVouchers, isTakeable, validity: { kind: 'days', days }, budgetCount, perCustomer },
    ...(budgetFen === undefined ? {} : { budgetFen }),
  }
}

/** What all of them take off at most; null: nobody knows. */
export function mostFen({ kind, off, cap, budgetCount, budget }: Fields): number | null {
  const each = kind === 'amount' ? fen(off) : kind === 'percent' ? fen(cap) : undefined
  const all = each === undefined ? undefined : each * (budgetCount ?? 0)
  const limit = fen(budget)
  const least = [all, limit].filter((one) => one !== undefined)
  return least.length === 0 ? null : Math.min(...least)
}
