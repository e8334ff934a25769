import { ACCOUNTS_DEEDS } from './deeds/accounts.js'
import { BILLS_DEEDS } from './deeds/bills.js'
import { COUPON_DEEDS } from './deeds/coupons.js'
import { IDENTITY_DEEDS } from './deeds/identity.js'
import { IMPORTS_DEEDS } from './deeds/imports.js'
import { MONEY_DEEDS } from './deeds/money.js'
import { PEOPLE_DEEDS } from './deeds/people.js'
import { RULES_DEEDS } from './deeds/rules.js'
import { SHOP_DEEDS } from './deeds/shop.js'
import { VOUCHER_DEEDS } from './deeds/vouchers.js'
import { WORK_DEEDS } from './deeds/work.js'
import type { Deeds } from './deeds/deed.js'

/** Asked with a body because the question is too long for an address: they change nothing. */
export const QUESTIONS: readonly string[] = [
  'POST /api/identity/previews',
  'POST /api/identity/decisions/:decisionId/undo/preview',
  'POST /api/vouchers/look-up',
  'POST /api/identity/history/:historyId/undo/preview',
]

/** Every route that changes the product, by what it is about. */
export const DEEDS: Deeds = {
  ...ACCOUNTS_DEEDS,
  ...SHOP_DEEDS,
  ...MONEY_DEEDS,
  ...PEOPLE_DEEDS,
  ...IDENTITY_DEEDS,
  ...RULES_DEEDS,
  ...WORK_DEEDS,
  ...IMPORTS_DEEDS,
  ...BILLS_DEEDS,
  ...COUPON_DEEDS,
  ...VOUCHER_DEEDS,
}
