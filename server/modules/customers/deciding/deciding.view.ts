import type { z } from 'zod'
import type { RelationView, TagOfCustomer } from '../customers.ports.js'
import type { HistoryView } from '../explain/explain.contract.js'
import {
  KIND_NAMES,
  namedIdentifier,
  sourceName,
  wordSentence,
  type Named,
} from '../explain/naming.js'
import type { IdentifierText } from '../identifier-text.js'
import type { IdentifierKey } from '../identifier.domain.js'
import type { HistoryDocument, IdentifierDocument } from '../identity.documents.js'
import type { Tally } from '../identity-tally.domain.js'
import type { DecisionDocument } from '../resolution/decisions.model.js'
import type { OperatorWord } from '../resolution/evidence.domain.js'
import type { DecisionView, Side } from './deciding.contract.js'
import { wireOf } from './wire-words.js'

/** Answers about what operators say and what has come of it. Pure. */

export type Around = Readonly<{
  relations: readonly RelationView[]
  tags: readonly TagOfCustomer[]
  text: IdentifierText
}>

export type SideView = z.output<typeof Side>

type Somebody = Readonly<{
  customerId: string | null
  identifiers: readonly IdentifierDocument[]
  /** What they add up to; of a phone that was several people's its own time. */
  tally: Tally
}>

/** One customer as it is or would be. */
export function sideView(
  { customerId, identifiers, tally: { counters, paid, seen, profile } }: Somebody,
  { relations, tags, text }: Around,
): SideView {
  const keys = new Set<IdentifierKey>(identifiers.map(({ _id }) => _id))
  const span = seen ?? { first: new Date(0), last: new Date(0) }
  const theirs = relations.filter((one) => keys.has(one.identifierKey) && one.state === 'active')
  const marked = tags.filter((one) => keys.has(one.identifierKey))
  return {
    customerId,
    name: profile.name?.value ?? null,
    avatar: profile.avatar?.value ?? null,
    identifiers: identifiers.map((one) => namedIdentifier(one, text)),
    figures: {
      ordersPaid: counters.ordersPaid,
      paidFen: counters.paidFen,
      netFen: counters.paidFen - counters.refundedFen,
      lastPaidAt: paid?.last.toISOString() ?? null,
    },
    staff: [...new Set(theirs.map(({ staffName }) => staffName))],
    tags: [...new Set(marked.map(({ name }) => name))],
    firstSeenAt: span.first.toISOString(),
    lastSeenAt: span.last.toISOString(),
  }
}

type NameOf = (key: IdentifierKey) => Named

/** `isKnown`: was the identifier ever seen? */
export function decisionView(
  { _id, word, keys, isActive, reason, actor, at, undone }: DecisionDocument,
  { name, isKnown }: Readonly<{ name: NameOf; isKnown(key: IdentifierKey): boolean }>,
): z.output<typeof DecisionView> {
  return {
    decisionId: _id,
    word: spokenOf(word),
    sentence: wordSentence(word, name),
    identifiers: keys.map(name),
    unknownKeys: keys.filter((key) => !isKnown(key)),
    isActive,
    reason,
    actor,
    at: at.toISOString(),
    undone: undone === undefined ? null : { ...undone, at: undone.at.toISOString() },
  }
}

function spokenOf(word: OperatorWord): z.output<typeof DecisionView>['word'] {
  switch (word.kind) {
    case 'retract-source':
      return word
    case 'phone-epochs':
      return { kind: word.kind, phone: word.phone }
    default:
      return wireOf(word)
  }
}

export function historyView(
  { _id, kind, at, customerIds, merged, split, moves, cause, rulesVersion }: HistoryDocument,
  name: NameOf,
): z.output<typeof HistoryView> {
  return {
    historyId: _id,
    kind,
    at: at.toISOString(),
    customerIds,
    merged,
    split,
    moves: moves.map(({ key, from, to }) => ({ identifier: name(key), from, to })),
    cause: causeSentence(cause),
    eventId: 'eventId' in cause ? cause.eventId : null,
    decisionId: 'eventId' in cause ? null : (cause.decisionId ?? null),
    rulesVersion,
  }
}

const DEEDS = {
  decided: '的决定',
  undone: '撤销了决定',
  'let-through': '放行了积压的变更',
  rules: '应用了新的身份规则',
} as const

function causeSentence(cause: HistoryDocument['cause']): string {
  return 'eventId' in cause
    ? `${KIND_NAMES[cause.kind]}（${sourceName(cause.source)}）`
    : `${cause.actor.name}${DEEDS[cause.kind]}：${cause.reason}`
}
