import { z } from 'zod'
import { fen, page, PageQuery } from '../../platform/wire/index.js'

/** Shapes of the open API's and the console's routes about customers, in and out. */

const text = (max: number) => z.string().min(1).max(max)

export const IdentifierView = z.object({
  type: z.enum(['unionid', 'openid', 'external_userid', 'phone', 'member_no']),
  scope: z.string(),
  value: z.string().describe('a phone is masked unless the key has scope phones:read'),
  strength: z.enum(['proved', 'verified', 'suggested']),
  verified: z.boolean(),
  source: z.string(),
  firstSeenAt: z.string(),
  lastSeenAt: z.string(),
})

export const MetricsView = z.object({
  ordersPaid: z.int(),
  paidFen: fen,
  refundedFen: fen,
  netFen: z.int(),
  firstPaidAt: z.string().nullable(),
  lastPaidAt: z.string().nullable(),
})

export const StaffView = z.object({
  userid: z.string(),
  name: z.string(),
  since: z.string(),
  endedAt: z.string().nullable(),
  state: z.enum(['active', 'ended-by-customer', 'ended-by-staff']),
})

export const TagView = z.object({
  name: z.string(),
  group: z.string().nullable(),
  origin: z.enum(['wecom', 'rule', 'manual']),
})

/** `GET /open/v1/customers/{customerId}` */
export const OpenCustomer = z
  .object({
    customerId: z.string(),
    mergedFrom: z.array(z.string()),
    identifiers: z.array(IdentifierView),
    metrics: MetricsView,
    tags: z.array(TagView),
    staff: z.array(StaffView),
    movedTo: z
      .string()
      .optional()
      .describe('of an empty id, a phone whose facts are all of whoever had it: who had it last'),
  })
  .meta({ id: 'OpenCustomer' })

const IDENTIFYING = ['unionid', 'openid', 'external_userid', 'phone', 'member_no'] as const

/** One identifier of the five, an openid with its appid, a member number with its source. */
export const ResolveQuery = z
  .object({
    unionid: text(128).optional(),
    unionidScope: text(64).optional(),
    openid: text(128).optional(),
    appid: text(64).optional(),
    external_userid: text(128).optional(),
    corpId: text(64).optional(),
    phone: text(40).optional(),
    member_no: text(128).optional(),
    source: text(64).optional(),
  })
  .refine((query) => IDENTIFYING.filter((name) => query[name] !== undefined).length === 1, {
    message: `name exactly one of ${IDENTIFYING.join(', ')}`,
  })
  .refine((query) => query.openid === undefined || query.appid !== undefined, {
    path: ['appid'],
    message: 'an openid needs its appid',
  })
  .refine((query) => query.member_no === undefined || query.source !== undefined, {
    path: ['source'],
    message: 'a member number needs its source',
  })
export type ResolveQuery = z.infer<typeof ResolveQuery>
export const Resolved = z.object({ customerId: z.string() })

export const CustomerParams = z.object({ customerId: z.string().max(40) })

export const TimelineEntryView = z
  .object({
    at: z.string(),
    type: z.string(),
    source: z.string(),
    group: z.enum(['orders', 'mini', 'wecom', 'service']),
    summary: z.string(),
    eventId: z.string(),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'TimelineEntry' })
export const TimelinePage = page(TimelineEntryView)
export const TimelineQuery = PageQuery.extend({
  kind: z.enum(['all', 'orders', 'mini', 'wecom', 'service']).default('all'),
})

export const OpenCustomerPage = page(OpenCustomer)

/** One row of the console's list. */
export const CustomerRow = z
  .object({
    customerId: z.string(),
    name: z.string().nullable(),
    avatar: z.string().nullable(),
    phoneMasked: z.string().nullable(),
    memberNos: z.array(z.string()),
    staff: z.array(z.object({ userid: z.string(), name: z.string() })),
    tags: z.array(z.object({ name: z.string() })),
    ordersPaid: z.int(),
    netFen: z.int(),
    firstSeenAt: z.string(),
    lastSeenAt: z.string(),
    lastPaidAt: z.string().nullable(),
  })
  .meta({ id: 'CustomerRow' })

export const CustomerList = page(CustomerRow).extend({
  total: z.int(),
  totalIsCapped: z.boolean().describe('there are more than total says'),
  order: z.enum(['seen', 'paid', 'spent', 'first']).describe('by what the newest or most is first'),
})

const day = z.iso.date().optional().describe('business day, Asia/Shanghai')

/** What a list of customers can be narrowed by, and what a saved view keeps; days are whole and both within. */
export const CustomerFilter = z.strictObject({
  staff: text(64).optional().describe('userid of a friend in WeCom'),
  tag: text(60).optional().describe('name of a tag'),
  ordered: z.enum(['yes', 'no']).optional(),
  paidFrom: day,
  paidTo: day,
  minNetFen: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
  seenFrom: day,
  seenTo: day,
})
export type CustomerFilter = z.output<typeof CustomerFilter>
export const CustomerListQuery = PageQuery.extend({
  search: z.string().trim().max(60).optional(),
  ...CustomerFilter.shape,
})

const LinkSide = z.object({ type: z.string(), scope: z.string(), value: z.string() })

/** The console's customer page, without the timeline. */
export const CustomerDetail = z
  .object({
    customerId: z.string(),
    isBeingErased: z.boolean().describe('under way: gone within minutes'),
    name: z.string().nullable(),
    avatar: z.string().nullable(),
    gender: z.enum(['male', 'female']).nullable(),
    phones: z.array(z.object({ masked: z.string(), verified: z.boolean() })),
    memberNos: z.array(z.object({ source: z.string(), value: z.string() })),
    firstSeenAt: z.string(),
    lastSeenAt: z.string(),
    metrics: MetricsView.extend({
      averageOrderFen: z.int().nullable(),
      last365NetFen: z.int(),
      last365Orders: z.int(),
      monthlyNet: z.array(z.object({ month: z.string(), netFen: z.int() })),
    }),
    identifiers: z.array(IdentifierView),
    links: z.array(
      z.object({
        a: LinkSide,
        b: LinkSide,
        kind: z.string(),
        source: z.string(),
        strength: z.enum(['proved', 'verified', 'suggested']),
        firstAt: z.string(),
        lastAt: z.string(),
        count: z.int(),
        held: z.boolean(),
      }),
    ),
    relations: z.array(
      StaffView.extend({
        storeName: z.string().nullable(),
        channelCodeName: z.string().nullable(),
        remark: z.string().nullable(),
      }),
    ),
    tags: z.array(TagView),
    mergedFrom: z.array(z.string()),
  })
  .meta({ id: 'CustomerDetail' })

/** Why somebody looks; shown in the audit trail, so without personal data. */
export const RevealReason = z
  .strictObject({ reason: z.string().trim().min(1).max(200).optional() })
  .nullish()
export const RevealedPhones = z.object({ phones: z.array(z.object({ value: z.string() })) })
