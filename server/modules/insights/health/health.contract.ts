import { z } from 'zod'

const moment = z.string().nullable().describe('RFC 3339; null: there is none')
const count = z.int().describe('stops at 10,000')
/** Null: not read in time. */
const panel = <Shape extends z.ZodRawShape>(shape: Shape) => z.object(shape).nullable()

const Finding = z
  .object({
    kind: z.string().describe('stays the same while the trouble lasts'),
    area: z.enum([
      'store',
      'events',
      'deliveries',
      'welcome',
      'payments',
      'jobs',
      'reconciliations',
      'platforms',
      'keys',
    ]),
    severity: z.enum(['act', 'watch']),
    what: z.string(),
    since: moment,
    todo: z.string(),
    detail: z.string().nullable(),
    link: z.object({ to: z.string(), label: z.string() }).nullable(),
  })
  .meta({ id: 'HealthFinding' })

export const Health = z
  .object({
    asOf: z.string(),
    findings: z.array(Finding).describe('the gravest and oldest first; empty: all is well'),
    events: panel({
      pending: count,
      leased: count,
      waiting: count,
      dead: count,
      limit: z.int(),
      oldestPendingAt: moment,
      lastReceivedAt: moment,
    }),
    deliveries: panel({ pending: count, leased: count, dead: count, oldestPendingAt: moment }),
    welcome: panel({
      sent: z.int(),
      missed: z.int(),
      p50Ms: z.int().nullable(),
      p99Ms: z.int().nullable(),
    }),
    payments: panel({
      unfinished: count,
      oldestUnfinishedAt: moment,
      incidents: count,
      incidentsFen: z.int(),
    }),
    jobs: panel({
      total: z.int(),
      running: z.int(),
      failing: z.int(),
      overdue: z.int(),
      lastRunAt: moment,
    }),
    reconciliations: z
      .array(
        z.object({
          subject: z.enum(['contacts', 'payments']),
          finishedAt: z.string(),
          seen: z.int(),
          differences: z.int(),
          repaired: z.int(),
        }),
      )
      .nullable(),
    platforms: z
      .array(
        z.object({
          platform: z.enum(['wecom', 'wechat-mini', 'wechat-pay']),
          name: z.string(),
          calls: z.int().describe('of the answering process in the last five minutes'),
          unanswered: z.int(),
          away: z.boolean(),
          off: z.array(z.string()).describe('optional interfaces that this app may not use'),
          used: z.number().describe('0 to 1, of the budget that is most spent; of all processes'),
        }),
      )
      .nullable(),
    keys: z
      .array(
        z.object({
          keyId: z.string(),
          isCurrent: z.boolean(),
          left: z.int().nullable().describe('values under an older key; null: not counted yet'),
          isCleared: z.boolean().describe('may be taken out of PII_KEYS'),
        }),
      )
      .nullable(),
  })
  .meta({ id: 'Health' })
export type Health = z.infer<typeof Health>
