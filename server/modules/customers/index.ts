export type {
  CounterChange,
  CustomerFact,
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
export { OpenEvent, WireIdentifiers } from './customers.contract.js'
export type { IdentifierReader } from './identifier-reader.js'
export type { Identity } from './identity.service.js'
export { customerErrors } from './customers.errors.js'
