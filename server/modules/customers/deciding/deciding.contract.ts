import { z } from 'zod'
import { page, PageQuery } from '../../../platform/wire/index.js'
import {
  HistoryView,
  IdentityEdge,
  NamedIdentifier,
  SideFigures,
} from '../explain/explain.contract.js'

/** Shapes of the console's routes for an operator's word about who is who (identity.md 1, 3, 5). */

const key = z.string().min(3).max(300)

/** An operator's word. All name identifiers; an open end of `from` or `until` is left out. */
export const Word = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('same'), a: key, b: key }),
    z.strictObject({ kind: z.literal('never'), a: key, b: key }),
    z.strictObject({ kind: z.literal('detach'), key }),
    z.strictObject({ kind: z.literal('phone-shared'), phone: key }),
    z.strictObject({
      kind: z.literal('phone-belongs'),
      phone: key,
      to: key,
      from: z.iso.datetime().optional(),
      until: z.iso.datetime().optional(),
    }),
    z.strictObject({ kind: z.literal('retract'), eventId: z.string().min(1).max(200) }),
  ])
  .meta({ id: 'IdentityWord' })

/**
 * What is listed as said: a module can take back all that a source has shown (the undo of an import), and a phone's past
 * stands as it was when somebody who had it was erased.
 */
const SpokenWord = z
  .discriminatedUnion('kind', [
    ...Word.options,
    z.strictObject({ kind: z.literal('retract-source'), source: z.string() }),
    z.strictObject({ kind: z.literal('phone-epochs'), phone: key }),
  ])
  .meta({ id: 'SpokenIdentityWord' })

const reason = z.string().trim().min(2).max(200)

/** One customer as it is or would be. */
export const Side = z
  .object({
    customerId: z.string().nullable().describe('null: would be a new customer'),
    name: z.string().nullable(),
    avatar: z.string().nullable(),
    identifiers: z.array(NamedIdentifier),
    figures: SideFigures,
    staff: z.array(z.string()),
    tags: z.array(z.string()),
    firstSeenAt: z.string(),
    lastSeenAt: z.string(),
  })
  .meta({ id: 'IdentitySide' })

/**
 * What a word would do, by the same function that would do it. `token` names the state that was looked at; a decision
 * with it is refused (`identity-moved-on`) when something has changed since.
 */
export const Preview = z
  .object({
    token: z.string(),
    words: z.array(Word).describe('with those that were added so that each side stays whole'),
    added: z.int().describe('how many of the last words were added'),
    before: z.array(Side),
    after: z.array(Side),
    moves: z.array(
      z.object({
        identifier: NamedIdentifier,
        from: z.string().nullable(),
        to: z.string().nullable(),
      }),
    ),
    handedOver: z
      .array(
        z.object({
          identifier: NamedIdentifier,
          from: z.string().nullable().describe('whose it is'),
          to: z.array(z.string().nullable()).describe('null: a new customer'),
        }),
      )
      .describe('phones whose own facts others would have, each in their time'),
    refused: z
      .array(
        z.object({
          word: z.int().describe('index in words'),
          reason: z.string().describe('Chinese'),
        }),
      )
      .describe('not empty: the words cannot be said'),
    isWithoutEffect: z.boolean(),
  })
  .meta({ id: 'IdentityPreview' })

/** `POST /api/identity/previews` */
export const PreviewBody = z.strictObject({ words: z.array(Word).min(1).max(10) })
/** `POST /api/identity/decisions` */
export const DecideBody = z.strictObject({
  words: z.array(Word).min(1).max(60),
  token: z.string().max(200),
  reason,
})
export const Decided = z.object({ decisionIds: z.array(z.string()) })

/** `POST /api/identity/decisions/{decisionId}/undo/preview` and `…/undo` */
export const UndoBody = z.strictObject({ token: z.string().max(200), reason })

const actor = z.object({ operatorId: z.string(), name: z.string() })

export const DecisionView = z
  .object({
    decisionId: z.string(),
    word: SpokenWord,
    sentence: z.string().describe('Chinese'),
    identifiers: z.array(NamedIdentifier),
    unknownKeys: z.array(z.string()).describe('named but never seen: no effect'),
    isActive: z.boolean(),
    reason: z.string(),
    actor,
    at: z.string(),
    undone: z.object({ at: z.string(), actor, reason: z.string() }).nullable(),
  })
  .meta({ id: 'IdentityDecision' })
/** `GET /api/identity/decisions` */
export const DecisionPage = page(DecisionView)
export const DecisionQuery = PageQuery.extend({ customerId: z.string().max(40).optional() })

/** `GET /api/identity/history`, newest first; of one customer with `customerId`. */
export const HistoryPage = page(HistoryView)
export const HistoryQuery = PageQuery.extend({ customerId: z.string().max(40).optional() })

const step = z.enum(['proved', 'relayed', 'same', 'member-number', 'phone'])

/** A row of the queue: `GET /api/identity/reviews`, what is worth most first, then the oldest. */
export const ReviewRow = z
  .object({
    reviewId: z.string(),
    step,
    title: z.string().describe('Chinese: what contradicts what'),
    identifiers: z.array(NamedIdentifier),
    names: z.array(z.string()),
    netFen: z.int().describe('of all sides together'),
    openedAt: z.string(),
    aside: z
      .object({ at: z.string(), by: z.string(), reason: z.string() })
      .nullable()
      .describe('put aside until its evidence changes; null: it waits in the queue'),
  })
  .meta({ id: 'IdentityReviewRow' })
export const ReviewPage = page(ReviewRow).extend({
  total: z.int().describe('in the queue; counted up to 1,000'),
  aside: z.int().describe('put aside; counted up to 1,000'),
})
export const ReviewList = z.enum(['open', 'aside'])
export const ReviewQuery = PageQuery.extend({ list: ReviewList.default('open') })

/** `GET /api/identity/reviews/{reviewId}`: the sides, the evidence between them, what may be said. */
export const ReviewDetail = ReviewRow.extend({
  state: z.enum(['open', 'settled']),
  sides: z.array(Side),
  edges: z.array(IdentityEdge),
  evidence: z.string().describe('names the evidence that is shown'),
  choices: z.array(
    z.object({
      label: z
        .string()
        .describe('Chinese: 是同一个人, 不是同一个人, 号码共用, 号码已转手, 号码归…'),
      hint: z.string().describe('Chinese: what becomes of it'),
      words: z.array(Word),
      disabledReason: z.string().nullable().describe('Chinese; why it cannot be said'),
    }),
  ),
}).meta({ id: 'IdentityReview' })

/**
 * `POST /api/identity/reviews/{reviewId}/aside`: out of the queue until other evidence comes. `evidence`: as it was shown;
 * refused (`identity-moved-on`) when it is another by now.
 */
export const AsideBody = z.strictObject({ evidence: z.string().max(60), reason })
/** `POST /api/identity/reviews/{reviewId}/take-up`: into the queue again. */
export const TakeUpBody = z.strictObject({ reason })

/** `GET /api/identity/reviews/{reviewId}/evidence`: a copy to keep. Phones are masked; the deed is in the audit trail. */
export const ReviewEvidence = z
  .object({
    exportedAt: z.string(),
    exportedBy: z.string(),
    review: ReviewRow.extend({ state: z.enum(['open', 'settled']) }),
    sides: z.array(Side),
    nodes: z.array(NamedIdentifier),
    edges: z.array(
      IdentityEdge.extend({
        sentence: z.string().describe('Chinese: when it was first seen, what, by whom'),
        note: z.string().describe('Chinese: how far it is believed, how often it was seen'),
        eventId: z.string().nullable().describe('the first observation'),
      }),
    ),
    decisions: z.array(DecisionView).describe('what operators have said about it'),
  })
  .meta({ id: 'IdentityReviewEvidence' })

/** `GET /api/identity/pending`: differences that wait for an operator; `POST …/{pendingId}/apply`. */
export const PendingRow = z
  .object({
    pendingId: z.string(),
    why: z.enum(['too-large', 'too-many-merges']),
    identifiers: z.array(NamedIdentifier),
    at: z.string().describe('since when it waits'),
    events: z.int().describe('how many events have met it'),
    lastAt: z.string(),
    lastEventId: z.string().nullable(),
  })
  .meta({ id: 'IdentityPendingRow' })
export const PendingPage = page(PendingRow)
export const PendingQuery = PageQuery
export const ApplyBody = z.strictObject({ reason })
