import { apiKeyModel, apiKeyQueries } from '../../../server/modules/api-keys/api-keys.model.js'
import {
  catalogQueries,
  priceChangeModel,
  productModel,
} from '../../../server/modules/catalog/catalog.model.js'
import { pictureFileModel, pictureModel } from '../../../server/modules/catalog/pictures.model.js'
import {
  blockedModels,
  blockedQueries,
} from '../../../server/modules/customers/blocked/blocked.model.js'
import { consentModel, consentQueries } from '../../../server/modules/customers/consents.model.js'
import { customersQueries } from '../../../server/modules/customers/customers-queries.model.js'
import { identityModels } from '../../../server/modules/customers/identity.model.js'
import { decisionModel } from '../../../server/modules/customers/resolution/decisions.model.js'
import { reviewModels } from '../../../server/modules/customers/resolution/reviews.model.js'
import { rulesModels, rulesQueries } from '../../../server/modules/customers/rules/rules.model.js'
import { revealModel } from '../../../server/modules/customers/reveals.model.js'
import { timelineModel, timelineQueries } from '../../../server/modules/customers/timeline.model.js'
import { viewModel, viewQueries } from '../../../server/modules/customers/views/views.model.js'
import {
  chunkModel,
  filePartModel,
  importModel,
  importQueries,
} from '../../../server/modules/imports/imports.model.js'
import { inboxModel, inboxQueries } from '../../../server/modules/inbox/inbox.model.js'
import {
  accountDayModel,
  ledgerQueries,
  transferModel,
} from '../../../server/modules/ledger/ledger.model.js'
import { auditModel, auditQueries } from '../../../server/modules/operators/audit.model.js'
import {
  attemptModel,
  operatorModel,
  operatorQueries,
  sessionModel,
} from '../../../server/modules/operators/operators.model.js'
import {
  couponModel,
  couponQueries,
  takerModel,
  templateModel,
} from '../../../server/modules/coupons/coupons.model.js'
import { cartModel, cartQueries } from '../../../server/modules/orders/cart/cart.model.js'
import {
  openOrdersModel,
  orderKeyModel,
  orderModel,
  orderQueries,
  orderSettingsModel,
  pickupCodeModel,
  refundModel,
} from '../../../server/modules/orders/orders.model.js'
import {
  priceCheckQueries,
  priceDifferenceModel,
} from '../../../server/modules/orders/price-check.model.js'
import {
  billDayModel,
  billDifferenceModel,
  billQueries,
} from '../../../server/modules/payments/bills/bills.model.js'
import { incidentModel, incidentQueries } from '../../../server/modules/payments/incidents.model.js'
import { paymentModel, paymentQueries } from '../../../server/modules/payments/payments.model.js'
import {
  refundRowModel,
  refundRowQueries,
} from '../../../server/modules/payments/refunds/refund.model.js'
import { shipmentModel, shipmentQueries } from '../../../server/modules/shipping/shipping.model.js'
import {
  blockModel,
  blockQueries,
  erasureModel,
  erasureQueries,
} from '../../../server/modules/privacy/erasures.model.js'
import {
  holdModel,
  journalModel,
  poolModel,
  stockQueries,
} from '../../../server/modules/stock/stock.model.js'
import {
  brandModel,
  storeModel,
  storeQueries,
} from '../../../server/modules/stores/stores.model.js'
import {
  channelCodeModel,
  channelCodeQueries,
} from '../../../server/modules/wecom/channel-codes/channel-codes.model.js'
import {
  lateUnionidModel,
  lateUnionidQueries,
} from '../../../server/modules/wecom/contacts/late-unionids.model.js'
import {
  relationModel,
  relationQueries,
} from '../../../server/modules/wecom/contacts/relations.model.js'
import {
  customerGroupModel,
  groupMemberModel,
  groupQueries,
} from '../../../server/modules/wecom/groups/groups.model.js'
import {
  platformRightModel,
  platformRightQueries,
} from '../../../server/modules/wecom/id-conversion/conversion-right.repository.js'
import {
  phoneCheckCountModel,
  phoneCheckModel,
  phoneCheckQueries,
} from '../../../server/modules/wecom/phone-checks/phone-checks.model.js'
import { staffModel, staffQueries } from '../../../server/modules/wecom/staff/staff.model.js'
import {
  redemptionModel,
  voucherCodeModel,
  voucherModel,
  voucherQueries,
} from '../../../server/modules/vouchers/vouchers.model.js'
import {
  welcomeModel,
  welcomeQueries,
} from '../../../server/modules/wecom/welcome/welcomes.model.js'
import {
  differenceModel,
  reconciliationQueries,
  roundModel,
} from '../../../server/platform/reconciliation/rounds.model.js'
import type { Db, NamedQuery } from '../../../server/platform/mongo/index.js'

export type Room = Readonly<{
  models: (db: Db) => readonly unknown[]
  queries: readonly NamedQuery[]
}>

/** Every model of the product with the queries that are run on it. */
export const ROOMS: Readonly<Record<string, Room>> = {
  inbox: { models: (db) => [inboxModel(db)], queries: inboxQueries },
  customers: {
    models: (db) => [
      ...Object.values(identityModels(db)),
      ...reviewModels(db),
      decisionModel(db),
      ...rulesModels(db),
      timelineModel(db),
      consentModel(db),
      revealModel(db),
    ],
    queries: [
      ...Object.values(customersQueries).flat(),
      ...timelineQueries,
      ...consentQueries,
      ...rulesQueries,
    ],
  },
  customerViews: { models: (db) => [viewModel(db)], queries: viewQueries },
  blocked: { models: (db) => Object.values(blockedModels(db)), queries: blockedQueries },
  catalog: {
    models: (db) => [
      productModel(db),
      priceChangeModel(db),
      pictureModel(db),
      pictureFileModel(db),
    ],
    queries: catalogQueries,
  },
  stock: {
    models: (db) => [poolModel(db), holdModel(db), journalModel(db)],
    queries: stockQueries,
  },
  orders: {
    models: (db) => [
      orderModel(db),
      refundModel(db),
      orderKeyModel(db),
      openOrdersModel(db),
      pickupCodeModel(db),
      orderSettingsModel(db),
      cartModel(db),
    ],
    queries: [...orderQueries, ...cartQueries],
  },
  coupons: {
    models: (db) => [couponModel(db), templateModel(db), takerModel(db)],
    queries: couponQueries,
  },
  vouchers: {
    models: (db) => [voucherModel(db), voucherCodeModel(db), redemptionModel(db)],
    queries: voucherQueries,
  },
  priceChecks: { models: (db) => [priceDifferenceModel(db)], queries: priceCheckQueries },
  payments: { models: (db) => [paymentModel(db)], queries: paymentQueries },
  bills: {
    models: (db) => [billDayModel(db), billDifferenceModel(db)],
    queries: billQueries,
  },
  refunds: { models: (db) => [refundRowModel(db)], queries: refundRowQueries },
  shipping: { models: (db) => [shipmentModel(db)], queries: shipmentQueries },
  ledger: {
    models: (db) => [transferModel(db), accountDayModel(db)],
    queries: ledgerQueries,
  },
  reconciliations: {
    models: (db) => [roundModel(db), differenceModel(db)],
    queries: reconciliationQueries,
  },
  incidents: { models: (db) => [incidentModel(db)], queries: incidentQueries },
  stores: { models: (db) => [storeModel(db), brandModel(db)], queries: storeQueries },
  operators: {
    models: (db) => [operatorModel(db), sessionModel(db), attemptModel(db)],
    queries: operatorQueries,
  },
  apiKeys: { models: (db) => [apiKeyModel(db)], queries: apiKeyQueries },
  imports: {
    models: (db) => [importModel(db), filePartModel(db), chunkModel(db)],
    queries: importQueries,
  },
  audit: { models: (db) => [auditModel(db)], queries: auditQueries },
  erasures: { models: (db) => [erasureModel(db)], queries: erasureQueries },
  contactBlocks: { models: (db) => [blockModel(db)], queries: blockQueries },
  relations: { models: (db) => [relationModel(db)], queries: relationQueries },
  welcomes: { models: (db) => [welcomeModel(db)], queries: welcomeQueries },
  channelCodes: { models: (db) => [channelCodeModel(db)], queries: channelCodeQueries },
  staff: { models: (db) => [staffModel(db)], queries: staffQueries },
  customerGroups: {
    models: (db) => [customerGroupModel(db), groupMemberModel(db)],
    queries: groupQueries,
  },
  platformRights: { models: (db) => [platformRightModel(db)], queries: platformRightQueries },
  phoneChecks: {
    models: (db) => [phoneCheckModel(db), phoneCheckCountModel(db)],
    queries: phoneCheckQueries,
  },
  lateUnionids: { models: (db) => [lateUnionidModel(db)], queries: lateUnionidQueries },
}
