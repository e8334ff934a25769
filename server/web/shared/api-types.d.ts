// Types of the HTTP interface, in the shape that `npm run api` makes from the zod schemas.
type Problem = {
  type: string
  title: string
  status: number
  code: string
  detail?: string
  requestId: string
  errors?: { field: string; rule: string }[]
}
type Body<T> = { content: { 'application/json': T } }
type Part<Name extends string, Input> =
  Input extends Record<Name, infer Value> ? Record<Name, Value> : { [Key in Name]?: never }
type Op<Ok, Input = unknown> = {
  parameters: (Input extends { query: infer Q } ? { query?: Q } : { query?: never }) &
    Part<'header', Input> &
    Part<'path', Input> & { cookie?: never }
  requestBody?: never
  responses: {
    200: { headers: Record<string, unknown> } & Body<Ok>
    default: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
  }
}
type Send<Ok, Input extends { body: unknown }> = Omit<Op<Ok, Input>, 'requestBody'> & {
  requestBody: Body<Input['body']>
}
type Page<T> = { items: T[]; nextCursor: string | null }
type Paging = { cursor?: string; limit?: number }

type Operator = {
  operatorId: string
  username: string
  name: string
  role: 'admin' | 'operator' | 'store-manager' | 'staff' | 'read-only'
  permissions: string[]
  storeCodes: string[] | null
}
type Session = { operator: Operator }
type CurrentSession = Session & { brand: { name: string }; sandboxUrl: string | null }

type IdentifierRef = { type: string; scope: string; value: string }
type Strength = 'proved' | 'verified' | 'suggested'
type Identifier = {
  type: 'unionid' | 'openid' | 'external_userid' | 'phone' | 'member_no'
  scope: string
  value: string
  strength: Strength
  verified: boolean
  firstSeenAt: string
  lastSeenAt: string
  source: string
}
type Link = {
  a: IdentifierRef
  b: IdentifierRef
  kind: string
  source: string
  firstAt: string
  lastAt: string
  strength: Strength
  count: number
  held: boolean
}
type Relation = {
  userid: string
  name: string
  storeName: string | null
  since: string
  endedAt: string | null
  state: 'active' | 'ended-by-customer' | 'ended-by-staff'
  channelCodeName: string | null
  remark: string | null
}
type CustomerRow = {
  customerId: string
  name: string | null
  avatar: string | null
  phoneMasked: string | null
  memberNos: string[]
  staff: { userid: string; name: string }[]
  tags: { name: string }[]
  ordersPaid: number
  netFen: number
  firstSeenAt: string
  lastSeenAt: string
  lastPaidAt: string | null
}
type CustomerDetail = {
  customerId: string
  name: string | null
  avatar: string | null
  gender: 'male' | 'female' | null
  phones: { masked: string; verified: boolean }[]
  memberNos: { source: string; value: string }[]
  firstSeenAt: string
  lastSeenAt: string
  metrics: {
    ordersPaid: number
    paidFen: number
    refundedFen: number
    netFen: number
    firstPaidAt: string | null
    lastPaidAt: string | null
    averageOrderFen: number | null
    last365NetFen: number
    last365Orders: number
    monthlyNet: { month: string; netFen: number }[]
  }
  identifiers: Identifier[]
  links: Link[]
  relations: Relation[]
  tags: { name: string; group: string | null; origin: 'wecom' | 'rule' | 'manual' }[]
  mergedFrom: string[]
}
type TimelineEntry = {
  at: string
  type: string
  source: string
  group: 'orders' | 'mini' | 'wecom' | 'service'
  summary: string
  eventId: string
  data: Record<string, unknown>
}
type InboxRow = {
  key: string
  source: string
  type: string
  state: 'pending' | 'leased' | 'waiting' | 'done' | 'dead'
  outcome: string | null
  lane: 'fast' | 'normal'
  receivedAt: string
  occurredAt: string
  finishedAt: string | null
  attempts: number
  reason: string | null
  partitionKey: string
}
type InboxSummary = {
  pending: number
  leased: number
  waiting: number
  done: number
  dead: number
  oldestPendingAt: string | null
  lastReceivedAt: string | null
  perHour: { hour: string; count: number }[]
  byType: { type: string; count: number }[]
  welcome: { sent: number; expired: number; p50Ms: number | null; p99Ms: number | null }
}
type DeadDelivery = {
  id: string
  type: string
  subscriber: string
  createdAt: string
  attempts: number
  reason: string | null
}
type Incident = {
  incidentId: string
  kind: string
  at: string
  summary: string
  amountFen?: number
  state: 'open' | 'settled'
  subject: { type: 'payment' | 'order' | 'none'; id: string }
}
type Job = {
  name: string
  title: string
  schedule: string
  nextRunAt: string
  running: boolean
  lastRunAt: string | null
  lastOutcome: 'done' | 'failed' | null
  lastSummary: string | null
  lastDurationMs: number | null
}
type ChannelCode = {
  channelCodeId: string
  name: string
  staff: { userid: string; name: string }[]
  storeName?: string
  state: string
  qrCodeUrl: string
  status: 'ready' | 'creating' | 'failed'
  welcomeText: string
  createdAt: string
  added: number
  lost: number
  net: number
}
type Staff = {
  userid: string
  name: string
  departmentName: string
  storeName?: string
  status: 'active' | 'disabled' | 'not-activated' | 'left' | 'unknown'
  contactCount: number
}
type Stock = { total: number; held: number; sold: number; available: number } | { unlimited: true }
type Art = 'cup' | 'roll' | 'croissant' | 'box' | 'bag' | 'cake' | 'bread' | 'tin'
type ProductRow = {
  productId: string
  name: string
  category: string
  description?: string
  kind: 'goods' | 'voucher' | 'service'
  status: 'on-shelf' | 'off-shelf'
  pictures: { pictureId: string; url: string }[]
  pictureUrl?: string
  tint?: string
  art?: Art
  priceFromFen: number
  skus: { skuId: string; name: string; priceFen: number; code: string; stock: Stock }[]
  createdAt: string
  updatedAt: string
}
type NewProduct = {
  name: string
  category: string
  description?: string
  kind: ProductRow['kind']
  status?: ProductRow['status']
  pictureIds?: string[]
  skus: { name: string; priceFen: number; code: string; stock: number | null }[]
}
type ProductPatch = {
  name?: string
  category?: string
  description?: string
  pictureIds?: string[]
  status?: ProductRow['status']
  skus?: { skuId?: string; name: string; priceFen: number; code: string; stock?: number | null }[]
}
type OrderStatus =
  | 'pending-payment'
  | 'paid'
  | 'preparing'
  | 'ready'
  | 'shipped'
  | 'completed'
  | 'closed'
  | 'refund-pending'
  | 'refunded'
type OrderRow = {
  orderId: string
  orderNo: string
  source: string
  status: OrderStatus
  customer?: { customerId: string; name?: string }
  items: { name: string; skuName?: string; qty: number; amountFen: number }[]
  totalFen: number
  refundedFen: number
  storeCode?: string
  storeName?: string
  createdAt: string
  paidAt?: string
}
type OrderDetail = OrderRow & {
  channel?: string
  note?: string
  pickupCode?: string
  closedAt?: string
  closedReason?: 'expired' | 'cancelled-by-customer'
  refunds: { refundNo: string; refundFen: number; at: string }[]
  payments: {
    paymentId: string
    outTradeNo: string
    state: 'created' | 'prepaid' | 'paid' | 'closed' | 'paid-late'
    amountFen: number
    transactionId?: string
    createdAt: string
    paidAt?: string
  }[]
  history: { at: string; status: OrderStatus; reason?: string }[]
  expiresAt?: string
}
type AuditRow = {
  auditId: string
  at: string
  actor: { operatorId: string; name: string }
  action: string
  subject: { type: string; id: string }
  before?: unknown
  after?: unknown
  reason?: string
}
type OperatorRow = Omit<Operator, 'permissions'> & {
  status: 'active' | 'disabled'
  createdAt: string
}
type NewOperator = {
  username: string
  name: string
  role: Exclude<Operator['role'], 'staff'>
  password: string
  storeCodes?: string[] | null
}
type Series = { day: string; value: number }[]
type Workbench = {
  asOf: string
  poolSize: { value: number; change: number; series: Series; added: number; lost: number }
  repurchaseRate: {
    value: number | null
    change: number | null
    series: Series
    buyers: number
    repeatBuyers: number
  }
  averageOrder: {
    valueFen: number | null
    changeFen: number | null
    series: Series
    netFen: number
    orders: number
    perBuyerFen: number | null
  }
  newToday: { count: number }
  ordersToday: { count: number; paidFen: number }
  events: {
    pending: number
    dead: number
    waiting: number
    lastReceivedAt: string | null
    healthy: boolean
  }
  needsPerson: { kind: string; count: number; title: string; detail: string; link: string }[]
  recentCustomers: CustomerRow[]
  recentOrders: OrderRow[]
}

export interface paths {
  '/api/session': {
    get: Op<CurrentSession>
    post: Send<Session, { body: { username: string; password: string } }>
    delete: Op<undefined>
  }
  '/api/sidebar/login-url': { get: Op<{ url: string }, { query: { redirect: string } }> }
  '/api/sidebar/session': { post: Send<Session, { body: { code: string; state: string } }> }
  '/api/sidebar/jssdk': {
    get: Op<
      { corpId: string; agentId: string; timestamp: number; nonceStr: string; signature: string },
      { query: { url: string } }
    >
  }
  '/api/sidebar/customer': {
    get: Op<
      CustomerDetail & {
        relation: Relation | null
        recentOrders: OrderRow[]
        welcome: {
          outcome: 'sent' | 'sent-or-chatting' | 'expired' | 'failed'
          at: string
          latencyMs: number
        } | null
      },
      { query: { externalUserid: string } }
    >
  }
  '/api/operators': {
    get: Op<Page<OperatorRow>, { query: Paging }>
    post: Send<OperatorRow, { body: NewOperator }>
  }
  '/api/operators/{operatorId}': {
    patch: Send<
      OperatorRow,
      { path: { operatorId: string }; body: { status?: OperatorRow['status'] } }
    >
  }
  '/api/audit': { get: Op<Page<AuditRow>, { query: Paging }> }
  '/api/customers': {
    get: Op<
      Page<CustomerRow> & { total: number; totalIsCapped: boolean },
      { query: Paging & { search?: string } }
    >
  }
  '/api/customers/{customerId}': { get: Op<CustomerDetail, { path: { customerId: string } }> }
  '/api/customers/{customerId}/timeline': {
    get: Op<
      Page<TimelineEntry>,
      {
        path: { customerId: string }
        query: Paging & { kind?: 'all' | 'orders' | 'mini' | 'wecom' | 'service' }
      }
    >
  }
  '/api/customers/{customerId}/phones/reveal': {
    post: Op<{ phones: { value: string }[] }, { path: { customerId: string } }>
  }
  '/api/inbox/events': {
    get: Op<
      Page<InboxRow>,
      {
        query: Paging & {
          state?: InboxRow['state']
          source?: string
          type?: string
          search?: string
        }
      }
    >
  }
  '/api/inbox/events/{key}': {
    get: Op<InboxRow & { payload: string }, { path: { key: string } }>
  }
  '/api/inbox/events/{key}/replay': {
    post: Send<unknown, { path: { key: string }; body: { reason: string } }>
  }
  '/api/inbox/summary': { get: Op<InboxSummary> }
  '/api/outbox/dead': { get: Op<{ items: DeadDelivery[] }> }
  '/api/outbox/{id}/retry': { post: Op<unknown, { path: { id: string } }> }
  '/api/jobs': { get: Op<{ items: Job[] }> }
  '/api/jobs/{name}/run': { post: Op<unknown, { path: { name: string } }> }
  '/api/channel-codes': {
    get: Op<Page<ChannelCode>, { query: Paging }>
    post: Send<
      ChannelCode,
      {
        header: { 'idempotency-key': string }
        body: { name: string; userids: string[]; skipVerify?: boolean; welcomeText?: string }
      }
    >
  }
  '/api/channel-codes/{channelCodeId}': {
    patch: Send<
      ChannelCode,
      { path: { channelCodeId: string }; body: { name?: string; welcomeText?: string } }
    >
  }
  '/api/staff': { get: Op<Page<Staff>, { query: Paging }> }
  '/api/reconcile/contacts': { post: Op<unknown> }
  '/api/products': {
    get: Op<
      Page<ProductRow>,
      { query: Paging & { status?: ProductRow['status']; search?: string } }
    >
    post: Send<ProductRow, { body: NewProduct }>
  }
  '/api/pictures': {
    post: Op<{ pictureId: string; url: string; width: number; height: number }>
  }
  '/api/products/{productId}': {
    get: Op<ProductRow, { path: { productId: string } }>
    patch: Send<ProductRow, { path: { productId: string }; body: ProductPatch }>
  }
  '/api/skus/{skuId}/stock': {
    put: Send<unknown, { path: { skuId: string }; body: { total: number | null; reason: string } }>
  }
  '/api/orders': {
    get: Op<
      Page<OrderRow>,
      { query: Paging & { status?: OrderStatus; search?: string; source?: string } }
    >
  }
  '/api/orders/{orderId}': { get: Op<OrderDetail, { path: { orderId: string } }> }
  '/api/incidents': {
    get: Op<Page<Incident>, { query: Paging & { state?: Incident['state'] } }>
  }
  '/api/workbench': { get: Op<Workbench, { query: { days: 7 | 30 } }> }
  '/mini/v1/config': {
    get: Op<{ brandName: string; sandbox: { url: string } | null; appId: string }>
  }
}
