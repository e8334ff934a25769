import { fenOfYuan, yuanOfFen } from '../../../../shared/format/money.js'
import type { Product } from '../api/products.js'
import type { ProductDraft } from '../api/save-product.js'
import { NEW_TERMS, termsFieldsOf, termsOf, type TermsFields } from './voucher-terms.js'

/** What stands in the form: prices in yuan as typed, stock as typed (empty: unlimited). */
export type Fields = {
  name: string
  category: string
  kind: Product['kind']
  description: string
  pictures: { pictureId: string; url: string }[]
  skus: { skuId?: string; name: string; price: string; code: string; stock?: string }[]
  /** Of a voucher. */
  voucher?: TermsFields
}

export const NEW_FIELDS: Fields = {
  name: '',
  category: '',
  kind: 'goods',
  description: '',
  pictures: [],
  skus: [{ name: '标准', price: '', code: '', stock: '' }],
  voucher: NEW_TERMS,
}

export function fieldsOf(product: Product): Fields {
  return {
    name: product.name,
    category: product.category,
    kind: product.kind,
    description: product.description ?? '',
    pictures: product.pictures,
    voucher: termsFieldsOf(product.voucher),
    skus: product.skus.map(({ skuId, name, priceFen, code }) => ({
      skuId,
      name,
      code,
      price: yuanOfFen(priceFen),
    })),
  }
}

/** The request of a form that its rules have let through. */
export function draftOf(fields: Fields): ProductDraft {
  const { pictures, skus, voucher, ...rest } = fields
  const terms = rest.kind === 'voucher' ? { voucher: termsOf(voucher ?? NEW_TERMS) } : {}
  return {
    ...rest,
    ...terms,
    pictureIds: pictures.map((picture) => picture.pictureId),
    skus: skus.map(({ skuId, name, code, price, stock }) => ({
      ...(skuId === undefined ? { stock: stockOf(stock) } : { skuId }),
      name,
      code,
      priceFen: fenOfYuan(price) ?? 0,
    })),
  }
}

const UNITS = /^\d{1,7}$/

export const isPrice = (typed: string): boolean => (fenOfYuan(typed) ?? 0) > 0
export const isStock = (typed: string | undefined): boolean => !typed || UNITS.test(typed.trim())
export const stockOf = (typed: string | undefined): number | null =>
  typed?.trim() ? Number(typed) : null
