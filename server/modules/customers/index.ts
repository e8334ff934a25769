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
