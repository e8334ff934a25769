export type { Answer } from './ask-wechat.js'
export type { Incident, NewIncident } from './incidents.domain.js'
export { incidentQueries } from './incidents.model.js'
export type { Incidents } from './incidents.repository.js'
export type { Payment } from './payments.domain.js'
export { paymentErrors, type PaymentRefusal } from './payments.errors.js'
export { PaymentPaidLate, PaymentSucceeded } from './payments.events.js'
export { paymentMigrations } from './payments.migrations.js'
export { paymentQueries } from './payments.model.js'
export { paymentsModule } from './payments.module.js'
export {
  PAY_QUERY_SOURCE,
  PaymentReport,
  type EventInbox,
  type PayGateway,
} from './payments.ports.js'
export type { PaymentParams, Payments } from './payments.service.js'
