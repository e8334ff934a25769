export type {
  CounterChange,
  CustomerFact,
  EvidenceKind,
  NewTimelineEntry,
  Profile,
  RecordedFact,
  TimelineGroup,
} from './facts.js'
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
