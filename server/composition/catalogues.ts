import { miniErrors } from '../integrations/wechat-mini/index.js'
import { payErrors } from '../integrations/wechat-pay/index.js'
import { wecomErrors } from '../integrations/wecom/index.js'
import { catalogErrors, catalogMigrations } from '../modules/catalog/index.js'
import { customerErrors, customersMigrations } from '../modules/customers/index.js'
import { importErrors, importMigrations } from '../modules/imports/index.js'
import { inboxErrors, inboxMigrations } from '../modules/inbox/index.js'
import { operatorErrors, operatorsMigrations } from '../modules/operators/index.js'
import { orderErrors, orderMigrations } from '../modules/orders/index.js'
import { paymentErrors, paymentMigrations } from '../modules/payments/index.js'
import { productErrors, stockErrors, stockMigrations } from '../modules/stock/index.js'
import { storesMigrations } from '../modules/stores/index.js'
import { wecomModuleErrors, wecomMigrations } from '../modules/wecom/index.js'
import { callAlarmMigrations } from '../platform/call-alarms/index.js'
import { callbackErrors } from '../platform/callbacks/index.js'
import type { ErrorTable } from '../platform/errors/index.js'
import { jobErrors } from '../platform/jobs/index.js'
import type { Migration } from '../platform/mongo/index.js'
import { outboxMigrations } from '../platform/outbox/index.js'
import { rateBudgetMigrations } from '../platform/rate-budget/index.js'
import { reconciliationErrors, reconciliationMigrations } from '../platform/reconciliation/index.js'
import { tokenErrors } from '../platform/tokens/index.js'

/** Lists that every module adds to: error codes, migrations, scopes. */

export const allErrors: readonly ErrorTable[] = [
  callbackErrors,
  tokenErrors,
  jobErrors,
  reconciliationErrors,
  wecomErrors,
  miniErrors,
  payErrors,
  inboxErrors,
  customerErrors,
  wecomModuleErrors,
  catalogErrors,
  stockErrors,
  productErrors,
  paymentErrors,
  orderErrors,
  importErrors,
  operatorErrors,
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
  ...paymentMigrations,
  ...orderMigrations,
  ...wecomMigrations,
  ...importMigrations,
]

/** What a key of the open API may be allowed to do. */
export const OPEN_API_SCOPES = [
  'events:write',
  'customers:read',
  'phones:read',
  'inbox:read',
] as const
