export type { Answer } from './ask-wechat.js'
export type { Incident, NewIncident } from './incidents.domain.js'
export type { Incidents } from './incidents.repository.js'
export type { Payment } from './payments.domain.js'
export { paymentErrors, type PaymentRefusal } from './payments.errors.js'
export { PaymentPaidLate, PaymentSucceeded } from './payments.events.js'
export { billErrors } from './bills/bills.errors.js'
export { paymentMigrations } from './payments.migrations.js'
export { paymentsModule } from './payments.module.js'
export type { EventInbox, PayGateway } from './payments.ports.js'
export type { PaymentParams, Payments } from './payments.service.js'
export {
  goodsTakenBy,
  refundIdOf,
  type Refund,
  type RefundSource,
} from './refunds/refund.domain.js'
export { refundView } from './refunds/refunds.view.js'
export { refundErrors } from './refunds/refunds.errors.js'
export { RefundSucceeded } from './refunds/refunds.events.js'
export type { Refunds } from './refunds/refunds.service.js'
