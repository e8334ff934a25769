import { z } from 'zod'
import { page, PageQuery, timestamp } from '../../platform/wire/index.js'

export const MAX_EVENTS = 500

/** Names of our own sources: no other system may speak in them. */
const RESERVED = ['wecom', 'mini', 'mini-push', 'pay', 'pay-query', 'huike', 'unblocked']

/** What every open API event has; `identifiers` and `data` are judged by the modules that know the type. */
export const OpenEventEnvelope = z.strictObject({
  id: z.string().min(1).max(200),
  type: z.string().min(1).max(64),
  occurredAt: timestamp,
  source: z
    .string()
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
      'letters, digits, dot, dash and underscore, at most 64',
    )
    .refine((source) => !RESERVED.includes(source), 'a name of our own sources'),
  identifiers: z.record(z.string(), z.unknown()).default({}),
  data: z.record(z.string(), z.unknown()).default({}),
})
export type OpenEventEnvelope = z.infer<typeof OpenEventEnvelope>

export const OpenEventsBody = z
  .object({
    events: z.array(z.unknown()).min(1).describe('1 to 500 events; each is judged by itself'),
  })
  .meta({ id: 'OpenEvents' })

export const OpenEventsAnswer = z
  .object({
    results: z.array(
      z.object({
        id: z.string().nullable(),
        status: z.enum(['accepted', 'duplicate', 'conflict', 'invalid']),
        error: z
          .object({
            code: z.string(),
            errors: z.array(z.object({ field: z.string(), rule: z.string() })),
          })
          .optional(),
      }),
    ),
  })
  .meta({ id: 'OpenEventsAnswer' })
export type OpenEventResult = z.infer<typeof OpenEventsAnswer>['results'][number]

export const InboxStats = z
  .object({
    pending: z.int(),
    leased: z.int(),
    waiting: z.int(),
    done: z.int(),
    dead: z.int(),
  })
  .meta({ id: 'InboxStats' })

export const DrainQuery = z.object({
  timeoutMs: z.coerce.number().int().min(0).max(120_000).default(10_000),
})

export const InboxListQuery = PageQuery.extend({
  state: z.enum(['pending', 'leased', 'waiting', 'done', 'dead']).optional(),
  outcome: z.enum(['done', 'ignored', 'duplicate', 'incident']).optional(),
  source: z.string().max(64).optional(),
  type: z.string().max(64).optional(),
  reason: z.string().max(300).optional(),
  longWaiting: z
    .literal('true')
    .optional()
    .describe('only those that have waited for another event for more than 30 days'),
  search: z.string().max(200).optional().describe('a delivery key'),
})
export type InboxListQuery = z.infer<typeof InboxListQuery>

export const InboxEventRow = z
  .object({
    key: z.string(),
    source: z.string(),
    type: z.string(),
    state: z.enum(['pending', 'leased', 'waiting', 'done', 'dead']),
    outcome: z.string().nullable(),
    lane: z.enum(['fast', 'normal']),
    receivedAt: z.string(),
    occurredAt: z.string(),
    finishedAt: z.string().nullable(),
    attempts: z.int(),
    reason: z.string().nullable(),
    partitionKey: z.string(),
  })
  .meta({ id: 'InboxEventRow' })
export const InboxEventPage = page(InboxEventRow)
export const InboxEventDetail = InboxEventRow.extend({
  payload: z
    .string()
    .nullable()
    .describe('decrypted, phone numbers masked; null when the content is gone'),
  contentRemovedAt: z.string().nullable(),
}).meta({ id: 'InboxEventDetail' })

export const EventKeyParams = z.object({ key: z.string().max(300) })
export const InboxSummary = z
  .object({
    pending: z.int(),
    leased: z.int(),
    waiting: z.int(),
    done: z.int(),
    dead: z.int(),
    oldestPendingAt: z.string().nullable(),
    longWaiting: z.int().describe('waiting for more than 30 days'),
    stuckLeases: z.int().describe('held by nobody who answers, for more than a minute'),
    lapsedRepeatedly: z.int().describe('two workers or more in a row fell silent over them'),
    gapSince: z.string().nullable().describe('callbacks may be missing since then'),
    lastReceivedAt: z.string().nullable(),
    perHour: z.array(z.object({ hour: z.string(), count: z.int() })),
    byType: z.array(z.object({ type: z.string(), count: z.int() })),
    welcome: z.object({
      sent: z.int(),
      expired: z.int(),
      p50Ms: z.int().nullable(),
      p99Ms: z.int().nullable(),
    }),
  })
  .meta({ id: 'InboxSummary' })
