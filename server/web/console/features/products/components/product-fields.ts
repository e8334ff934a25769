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
  /** Of a voucher. */
  voucher?: TermsFields
  /** Codes; none: all stores. */
  stores: string[]
  skus: {
    skuId?: string
    name: string
    price: string
    compared?: string
    comparedBase?: string
    code: string
    stock?: string
  }[]
}

export const NEW_FIELDS: Fields = {
  name: '',
  category: '',
  kind: 'goods',
  description: '',
  pictures: [],
  stores: [],
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
    stores: product.stores ?? [],
    skus: product.skus.map(({ skuId, name, priceFen, comparedFen, comparedBase, code }) => ({
      skuId,
      name,
      code,
      price: yuanOfFen(priceFen),
      compared: comparedFen === undefined ? '' : yuanOfFen(comparedFen),
      comparedBase: comparedBase ?? '',
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
    stores: fields.stores.length === 0 ? null : fields.stores,
    skus: skus.map(({ skuId, name, code, price, stock, ...compared }) => ({
      ...(skuId === undefined ? { stock: stockOf(stock) } : { skuId }),
      name,
      code,
      priceFen: fenOfYuan(price) ?? 0,
      ...comparedOf(compared),
    })),
  }
}

function comparedOf({ compared = '', comparedBase = '' }: Partial<Fields['skus'][number]>) {
  const comparedFen = fenOfYuan(compared)
  const base = comparedBase.trim()
  return comparedFen === null ? {} : { comparedFen, ...(base === '' ? {} : { comparedBase: base }) }
}

const UNITS = /^\d{1,7}$/

export const isPrice = (typed: string): boolean => (fenOfYuan(typed) ?? 0) > 0
export const isCompared = (typed: string): boolean => typed.trim() === '' || isPrice(typed)
export const isStock = (typed: string | undefined): boolean => !typed || UNITS.test(typed.trim())
export const stockOf = (typed: string | undefined): number | null =>
  typed?.trim() ? Number(typed) : null
