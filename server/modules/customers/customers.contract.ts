import { z } from 'zod'
import { fen, page, PageQuery, timestamp } from '../../platform/wire/index.js'

/** Shapes of the customers' routes, in and out; also of the identifiers that open API events carry. */

const text = (max: number) => z.string().min(1).max(max)

/** Identifiers as other systems write them (contract.md 4). */
export const WireIdentifiers = z
  .strictObject({
    unionid: text(128).optional(),
    unionidScope: text(64).optional(),
    openid: text(128).optional(),
    appid: text(64).optional(),
    externalUserid: text(128).optional(),
    corpId: text(64).optional(),
    phone: text(40).optional(),
    phoneVerified: z
      .boolean()
      .optional()
      .describe('true: the number was proved in this very event'),
    phoneVerifiedAt: timestamp.optional().describe('an earlier proof'),
    memberNo: text(128).optional(),
  })
  .refine((ids) => ids.openid === undefined || ids.appid !== undefined, {
    path: ['appid'],
    message: 'an openid needs its appid',
  })
  .meta({ id: 'Identifiers' })
export type WireIdentifiers = z.infer<typeof WireIdentifiers>

/** An open API event as the pipeline hands it to steps. */
export const OpenEvent = z.object({
  id: z.string(),
  source: z.string(),
  isTrusted: z.boolean(),
  identifiers: WireIdentifiers,
  data: z.record(z.string(), z.unknown()),
})
export type OpenEvent = z.infer<typeof OpenEvent>

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
  })
  .meta({ id: 'OpenCustomer' })

export const ResolveQuery = z.object({
  unionid: z.string().optional(),
  unionidScope: z.string().optional(),
  openid: z.string().optional(),
  appid: z.string().optional(),
  external_userid: z.string().optional(),
  corpId: z.string().optional(),
  phone: z.string().optional(),
  member_no: z.string().optional(),
  source: z.string().optional(),
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
  totalIsCapped: z.boolean(),
})
export const CustomerListQuery = PageQuery.extend({ search: z.string().trim().max(60).optional() })

const LinkSide = z.object({ type: z.string(), scope: z.string(), value: z.string() })

/** The console's customer page, without the timeline. */
export const CustomerDetail = z
  .object({
    customerId: z.string(),
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

export const RevealedPhones = z.object({ phones: z.array(z.object({ value: z.string() })) })

export const MiniLogIn = z.strictObject({ code: text(200) })
export const MiniSession = z
  .object({
    token: z.string(),
    expiresAt: z.string(),
    openid: z.string(),
    customer: z.object({
      name: z.string().nullable(),
      phoneMasked: z.string().nullable(),
      isNew: z.boolean(),
    }),
  })
  .meta({ id: 'MiniSession' })
export const MiniConfig = z.object({
  brandName: z.string(),
  appId: z.string(),
  sandbox: z.object({ url: z.string() }).nullable(),
})
export const MiniMe = z.object({
  openid: z.string(),
  name: z.string().nullable(),
  avatar: z.string().nullable(),
  phoneMasked: z.string().nullable(),
  ordersPaid: z.int(),
})
export const BindPhone = z.strictObject({
  code: text(200),
  consent: z.strictObject({
    version: text(20).describe('which text the customer agreed to'),
    text: text(500),
  }),
})
export const BoundPhone = z.object({ phoneMasked: z.string() })
