export type {
  CounterChange,
  CustomerFact,
  Deed,
  EvidenceKind,
  NewTimelineEntry,
  Profile,
  RecordedFact,
  TimelineGroup,
} from './facts.domain.js'
export {
  carrierOf,
  identifierKey,
  type IdentifierKey,
  type IdentifierType,
  type SeenIdentifier,
  type Strength,
} from './identifier.domain.js'
export { allOf, factsIn, isAmong, type FactScope } from './fact-scope.domain.js'
export { maskPhone } from './phone.domain.js'
export { isBlockedValue, readPhone } from './phone.domain.js'
export { OpenEvent, WireIdentifiers } from './identifiers.contract.js'
export { CustomerDetail } from './customers.contract.js'
export { CustomerMerged, FactAttached } from './customers.events.js'
export { openEventData } from './open-events.domain.js'
export type { IdentifierReader, IdentifierReading } from './identifier-reader.js'
export type { Identity } from './identity.service.js'
export type { CustomerQueries } from './customer-queries.js'
export type { Explain } from './explain/explain.service.js'
export { NamedIdentifier } from './explain/explain.contract.js'
export type { CustomerFigures } from './customer-figures.repository.js'
export type {
  AuditTrail,
  BrandReader,
  EventIntake,
  MiniPlatform,
  RelationReader,
  RelationView,
  TagOfCustomer,
} from './customers.ports.js'
export type { ClearPhones, ExportIdentity } from './export-identity.js'
export type { TakenOut } from './erase-identity.repository.js'
export { customersModule } from './customers.module.js'
export { customerErrors } from './customers.errors.js'
export { rulesErrors } from './rules/rules.errors.js'
export { customersMigrations } from './customers.migrations.js'
