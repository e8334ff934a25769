import * as fc from 'fast-check'
import {
  decideTerms,
  termsRefusal,
  validTo,
  type VoucherTerms,
} from '../../../server/modules/catalog/voucher-terms.domain.js'

// Guarantee (orders-and-money.md 5): no voucher is sold that would be refunded at an end more than 330 days after its sale,
// so that WeChat can still give the money back.

const now = new Date('2026-03-01T10:00:00+08:00')
const DAY_MS = 24 * 60 * 60 * 1000
const terms = (more: Partial<VoucherTerms>): VoucherTerms => ({
  ...{ uses: 1, storeCodes: [], atExpiry: 'refund' },
  ...more,
})

test('days count from the day of the sale, and a last day is valid to its end', () => {
  expect(validTo({ validDays: 1 }, now)).toEqual(new Date('2026-03-02T00:00:00+08:00'))
  expect(validTo({ validUntilOn: '2026-03-31' }, now)).toEqual(
    new Date('2026-04-01T00:00:00+08:00'),
  )
})

test('what may be sold with a refund at its end ends within 330 days of any sale', () => {
  const moment = fc.date({ min: now, max: new Date('2030-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_095 }), moment, (validDays, soldAt) => {
      const isSold = termsRefusal(terms({ validDays }), soldAt) === null
      const lastsMs = validTo({ validDays }, soldAt).getTime() - soldAt.getTime()
      expect(isSold && lastsMs > 330 * DAY_MS).toBe(false)
      expect(termsRefusal(terms({ validDays, atExpiry: 'lapse' }), soldAt)).toBeNull()
    }),
  )
})

test('terms that cannot be kept are refused by name', () => {
  const kind = 'voucher'
  const refused = (voucher?: VoucherTerms) => decideTerms({ kind, voucher }, now)
  expect(refused()).toMatchObject({ code: 'voucher-terms-missing' })
  expect(refused(terms({}))).toMatchObject({ code: 'voucher-end-unclear' })
  expect(refused(terms({ validDays: 1, validUntilOn: '2026-03-31' }))).toMatchObject({
    code: 'voucher-end-unclear',
  })
  expect(refused(terms({ validDays: 340 }))).toMatchObject({ code: 'voucher-refund-too-late' })
  expect(refused(terms({ validUntilOn: '2027-03-01' }))).toMatchObject({
    code: 'voucher-refund-too-late',
  })
  expect(refused(terms({ validUntilOn: '2027-03-01', atExpiry: 'lapse' })).ok).toBe(true)
  expect(decideTerms({ kind: 'goods', voucher: terms({ validDays: 3 }) }, now)).toMatchObject({
    code: 'voucher-terms-misplaced',
  })
})

test('a voucher is not sold in the last hour of its time', () => {
  const last = terms({ validUntilOn: '2026-03-01' })
  expect(termsRefusal(last, now)).toBeNull()
  expect(termsRefusal(last, new Date('2026-03-01T23:30:00+08:00'))).toBe('voucher-sale-over')
})
