import { smsErrors } from '../integrations/sms/index.js'
import { miniErrors } from '../integrations/wechat-mini/index.js'
import { payErrors } from '../integrations/wechat-pay/index.js'
import { wecomErrors } from '../integrations/wecom/index.js'
import { apiKeyErrors, apiKeyMigrations, ApiKeyScope } from '../modules/api-keys/index.js'
import { catalogErrors, catalogMigrations } from '../modules/catalog/index.js'
import { couponErrors, couponMigrations } from '../modules/coupons/index.js'
import { customerErrors, customersMigrations, rulesErrors } from '../modules/customers/index.js'
import { importErrors, importMigrations } from '../modules/imports/index.js'
import { inboxErrors, inboxMigrations } from '../modules/inbox/index.js'
import { ledgerErrors, ledgerMigrations } from '../modules/ledger/index.js'
import { operatorErrors, operatorsMigrations } from '../modules/operators/index.js'
import { orderErrors, orderMigrations } from '../modules/orders/index.js'
import {
  paymentErrors,
  paymentMigrations,
  billErrors,
  refundErrors,
} from '../modules/payments/index.js'
import { privacyErrors, privacyMigrations } from '../modules/privacy/index.js'
import { productErrors, stockErrors, stockMigrations } from '../modules/stock/index.js'
import { shippingErrors, shippingMigrations } from '../modules/shipping/index.js'
import { storesMigrations } from '../modules/stores/index.js'
import { voucherErrors, voucherMigrations } from '../modules/vouchers/index.js'
import { wecomModuleErrors, wecomMigrations } from '../modules/wecom/index.js'
import { callAlarmMigrations } from '../platform/call-alarms/index.js'
import { callbackErrors } from '../platform/callbacks/index.js'
import type { ErrorTable } from '../platform/errors/index.js'
import { jobErrors } from '../platform/jobs/index.js'
import { keyRotationMigrations } from '../platform/key-rotation/index.js'
import type { Migration } from '../platform/mongo/index.js'
import { outboxMigrations } from '../platform/outbox/index.js'
import { rateBudgetMigrations } from '../platform/rate-budget/index.js'
import { reconciliationErrors, reconciliationMigrations } from '../platform/reconciliation/index.js'
import { tokenErrors } from '../platform/tokens/index.js'
import { LATE_SEALED_PLACES, SEALED_PLACES } from './sealed-places.js'

/** Lists that every module adds to: error codes, migrations, scopes. */

export const allErrors: readonly ErrorTable[] = [
  callbackErrors,
  tokenErrors,
  jobErrors,
  reconciliationErrors,
  wecomErrors,
  smsErrors,
  miniErrors,
  payErrors,
  inboxErrors,
  customerErrors,
  rulesErrors,
  wecomModuleErrors,
  catalogErrors,
  stockErrors,
  productErrors,
  ledgerErrors,
  paymentErrors,
  billErrors,
  refundErrors,
  orderErrors,
  shippingErrors,
  couponErrors,
  voucherErrors,
  importErrors,
  operatorErrors,
  apiKeyErrors,
  privacyErrors,
]

/** In the order in which they run. */
export const allMigrations: readonly Migration[] = [
  ...inboxMigrations,
  ...outboxMigrations,
  ...rateBudgetMigrations,
  ...callAlarmMigrations,
  ...reconciliationMigrations,
  ...customersMigrations,
  ...operatorsMigrations,
  ...storesMigrations,
  ...catalogMigrations,
  ...stockMigrations,
  ...ledgerMigrations,
  ...paymentMigrations,
  ...orderMigrations,
  ...shippingMigrations,
  ...couponMigrations,
  ...voucherMigrations,
  ...wecomMigrations,
  ...apiKeyMigrations,
  ...privacyMigrations,
  ...keyRotationMigrations(SEALED_PLACES, LATE_SEALED_PLACES),
  ...importMigrations,
]

/** What a key of the open API may be allowed to do. */
export const OPEN_API_SCOPES = ApiKeyScope.options
