export { askWechat, type Answer } from './ask-wechat.js'
export { incidentsRepository, type Incidents } from './incidents.repository.js'
export { incidentRoutes } from './incidents.routes.js'
export { incidentQueries } from './incidents.model.js'
export type { Incident, NewIncident } from './incidents.domain.js'
export type { Payment } from './payments.domain.js'
export { MIN_WINDOW_MS } from './payments.domain.js'
export { paymentErrors, type PaymentRefusal } from './payments.errors.js'
export { PaymentPaidLate, PaymentSucceeded } from './payments.events.js'
export { paymentJobs } from './payments.jobs.js'
export { paymentMigrations } from './payments.migrations.js'
export { paymentQueries } from './payments.model.js'
export {
  PAY_QUERY_SOURCE,
  PaymentReport,
  type EventInbox,
  type PayGateway,
} from './payments.ports.js'
export { paymentsRepository } from './payments.repository.js'
export { paymentsService, type PaymentParams, type Payments } from './payments.service.js'
export { paymentStep } from './payments.steps.js'
