import { z } from 'zod'
import { fen } from '../../../platform/wire/index.js'

/** Shapes of the console's routes that show why identifiers are one customer (identity.md 5). */

/** An identifier as screens name it. `key` is a handle: of a phone it is the keyed hash, never the number. */
export const NamedIdentifier = z
  .object({
    key: z.string(),
    type: z.enum(['unionid', 'openid', 'external_userid', 'phone', 'member_no']),
    scope: z.string(),
    value: z.string().describe('a phone is masked'),
  })
  .meta({ id: 'NamedIdentifier' })

const standing = z
  .enum(['proved', 'relayed', 'claimed', 'sighted'])
  .describe('how far it is believed under the rules in force; sighted joins nothing')

/** Seen together: one line of the graph. */
export const IdentityEdge = z
  .object({
    a: z.string().describe('key'),
    b: z.string().describe('key'),
    kind: z.string(),
    source: z.string(),
    standing,
    isTrusted: z.boolean(),
    firstAt: z.string(),
    lastAt: z.string(),
    count: z.int(),
    isHeld: z.boolean().describe('a contradiction keeps it from joining; see the reviews'),
  })
  .meta({ id: 'IdentityEdge' })

/** One point of the graph. */
export const IdentityNode = NamedIdentifier.extend({
  ownerId: z.string().nullable().describe('customer; null while nobody is it'),
  ownerName: z.string().nullable(),
  isFounder: z.boolean(),
  isMoved: z.boolean().describe('a phone that was re-issued: judged by times'),
  firstSeenAt: z.string(),
  lastSeenAt: z.string(),
  ordersPaid: z.int(),
  netFen: z.int(),
}).meta({ id: 'IdentityNode' })

/** `GET /api/customers/{customerId}/identity`: the customer's identifiers, their neighbours and what links them. */
export const IdentityGraph = z
  .object({
    customerId: z.string(),
    nodes: z.array(IdentityNode),
    edges: z.array(IdentityEdge),
    isCut: z.boolean().describe('more links than are shown: a store tablet, a cashier phone'),
    reviewIds: z
      .array(z.string())
      .describe('reviews in the queue that name one of the identifiers'),
    mergedFrom: z.array(z.string()),
  })
  .meta({ id: 'IdentityGraph' })

/** `GET /api/customers/{customerId}/identity/explanation?from=KEY&to=KEY` */
export const ExplainQuery = z.object({
  from: z.string().max(300),
  to: z.string().max(300),
})

/** The shortest path of evidence between two identifiers of one customer, in words. */
export const Explanation = z
  .object({
    steps: z.array(
      z.object({
        from: NamedIdentifier,
        to: NamedIdentifier,
        sentence: z.string().describe('Chinese, whole: when, what, by whom'),
        note: z.string().describe('Chinese: how far it is believed, how often it was seen'),
        kind: z.string().describe('what was observed; decision for an operator’s word'),
        source: z.string(),
        standing: z
          .enum(['proved', 'relayed', 'claimed', 'sighted', 'said'])
          .describe('said: an operator’s word'),
        at: z.string(),
        eventId: z.string().nullable().describe('the observation; null for an operator’s word'),
        decisionId: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'IdentityExplanation' })

export const HistoryView = z
  .object({
    historyId: z.string(),
    kind: z.enum(['merge', 'split']),
    at: z.string(),
    customerIds: z.array(z.string()),
    merged: z.array(z.string()).describe('customers that went into another one'),
    split: z.array(z.string()).describe('customers that lost identifiers and go on'),
    moves: z.array(
      z.object({
        identifier: NamedIdentifier,
        from: z.string().nullable(),
        to: z.string().nullable(),
      }),
    ),
    cause: z.string().describe('Chinese: what event or whose decision'),
    eventId: z.string().nullable(),
    decisionId: z.string().nullable(),
    rulesVersion: z.string(),
  })
  .meta({ id: 'IdentityHistoryEntry' })

/** What a customer is worth beside another one in a comparison. */
export const SideFigures = z.object({
  ordersPaid: z.int(),
  paidFen: fen,
  netFen: z.int(),
  lastPaidAt: z.string().nullable(),
})
