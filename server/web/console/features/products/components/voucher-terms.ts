import type { Product } from '../api/products.js'

type Stored = NonNullable<Product['voucher']>

/** What stands in the form of a voucher; numbers as typed. */
export type TermsFields = {
  ends: 'days' | 'day'
  validDays?: string
  validUntilOn?: string
  uses: string
  storeCodes: string[]
  atExpiry: Stored['atExpiry']
}

export const NEW_TERMS: TermsFields = {
  ends: 'days',
  validDays: '90',
  uses: '1',
  storeCodes: [],
  atExpiry: 'refund',
}

export const termsFieldsOf = (terms: Product['voucher']): TermsFields =>
  terms === undefined
    ? NEW_TERMS
    : {
        ends: terms.validUntilOn === undefined ? 'days' : 'day',
        validDays: terms.validDays === undefined ? '' : String(terms.validDays),
        validUntilOn: terms.validUntilOn ?? '',
        uses: String(terms.uses),
        storeCodes: terms.storeCodes,
        atExpiry: terms.atExpiry,
      }

/** The request of fields that the form's rules have let through. */
export function termsOf({ ends, validDays, validUntilOn, ...rest }: TermsFields): Stored {
  const end =
    ends === 'days' ? { validDays: Number(validDays) } : { validUntilOn: validUntilOn ?? '' }
  return { ...end, uses: Number(rest.uses), storeCodes: rest.storeCodes, atExpiry: rest.atExpiry }
}

const WHOLE = /^[1-9]\d{0,3}$/
export const isWholeUpTo = (most: number) => (typed: string) =>
  WHOLE.test(typed) && Number(typed) <= most
