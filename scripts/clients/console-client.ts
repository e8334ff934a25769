import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import {
  CustomerDetail,
  CustomerList,
  TimelinePage,
} from '../../server/modules/customers/customers.contract.js'
import {
  Decided,
  HistoryPage,
  Preview,
  type Word,
} from '../../server/modules/customers/deciding/deciding.contract.js'
import {
  Explanation,
  IdentityGraph,
} from '../../server/modules/customers/explain/explain.contract.js'
import { InboxEventPage, InboxSummary } from '../../server/modules/inbox/inbox.contract.js'
import { Workbench } from '../../server/modules/insights/insights.contract.js'
import { AccountList, TransferPage } from '../../server/modules/ledger/ledger.contract.js'
import { CurrentSession, LoggedIn } from '../../server/modules/operators/operators.contract.js'
import { OrderDetail, OrderPage } from '../../server/modules/orders/orders.contract.js'
import { ProductPage, ProductView } from '../../server/modules/stock/products.contract.js'
import { BillDayReport } from '../../server/modules/payments/bills/bills.contract.js'
import { IncidentPage } from '../../server/modules/payments/incidents.contract.js'
import { BrandView, StoreView } from '../../server/modules/stores/stores.contract.js'
import {
  ChannelCodePage,
  ChannelCodeView,
} from '../../server/modules/wecom/channel-codes/channel-codes.contract.js'
import { jsonClient } from './json-client.js'
import { waitUntil } from './wait-until.js'

/** The console's routes (`/api`), as an operator's browser uses them. */
export type ConsoleClient = ReturnType<typeof consoleClient>

const nothing = z.unknown()
const MAX_PAGE = 100
const Jobs = z.object({
  items: z.array(
    z.object({
      name: z.string(),
      running: z.boolean(),
      lastRunAt: z.string().nullable(),
      lastOutcome: z.string().nullable(),
      lastSummary: z.string().nullable(),
    }),
  ),
})

type Credentials = Readonly<{ username: string; password: string }>
type Filter = Readonly<Record<string, string | number>>
const queryOf = (filter: Filter) =>
  new URLSearchParams(
    Object.fromEntries(Object.entries(filter).map(([name, value]) => [name, String(value)])),
  )

export function consoleClient(serverUrl: string) {
  let cookie = ''
  const send = jsonClient(serverUrl, () => ({ cookie, 'x-huike-csrf': '1' }))
  const bodyOf = async <Body>(answer: Promise<{ body: Body }>) => (await answer).body
  const get = <Schema extends z.ZodType>(path: string, schema: Schema) =>
    bodyOf(send('GET', path, schema))
  const post = <Schema extends z.ZodType>(path: string, body: unknown, schema: Schema) =>
    bodyOf(send('POST', path, schema, { body }))
  const job = async (name: string) =>
    (await get('/api/jobs', Jobs)).items.find((one) => one.name === name)

  return {
    /** Begins a session; every later call of this client is in it. */
    async logIn(credentials: Credentials): Promise<void> {
      const { headers } = await send('POST', '/api/session', LoggedIn, { body: credentials })
      cookie = headers
        .getSetCookie()
        .map((text) => text.split(';')[0])
        .join('; ')
    },
    /** For a request made without this client, for example by a browser. */
    headers: () => ({ cookie, 'x-huike-csrf': '1' }),
    send,

    session: () => get('/api/session', CurrentSession),
    saveBrand: (name: string) => bodyOf(send('PUT', '/api/brand', BrandView, { body: { name } })),
    saveStore: ({ storeCode, ...body }: StoreView) =>
      bodyOf(send('PUT', `/api/stores/${storeCode}`, StoreView, { body })),

    products: () => get(`/api/products?limit=${MAX_PAGE}`, ProductPage),
    createProduct: (product: unknown) => post('/api/products', product, ProductView),

    channelCodes: () => get(`/api/channel-codes?limit=${MAX_PAGE}`, ChannelCodePage),
    /** The same key again answers the same code. */
    createChannelCode: (body: unknown, idempotencyKey: string = randomUUID()) =>
      bodyOf(
        send('POST', '/api/channel-codes', ChannelCodeView, {
          body,
          headers: { 'idempotency-key': idempotencyKey },
        }),
      ),

    customers: (filter: Filter = {}) =>
      get(`/api/customers?${queryOf(filter).toString()}`, CustomerList),
    customer: (customerId: string) => get(`/api/customers/${customerId}`, CustomerDetail),
    timeline: (customerId: string, filter: Filter = { limit: MAX_PAGE }) =>
      get(`/api/customers/${customerId}/timeline?${queryOf(filter).toString()}`, TimelinePage),

    identity: (customerId: string) => get(`/api/customers/${customerId}/identity`, IdentityGraph),
    explain: (customerId: string, ends: Readonly<{ from: string; to: string }>) =>
      get(
        `/api/customers/${customerId}/identity/explanation?${queryOf(ends).toString()}`,
        Explanation,
      ),
    identityHistory: (customerId: string) =>
      get(`/api/identity/history?customerId=${customerId}`, HistoryPage),
    previewIdentity: (words: readonly z.input<typeof Word>[]) =>
      post('/api/identity/previews', { words }, Preview),
    previewUndoOfMerge: (historyId: string) =>
      post(`/api/identity/history/${historyId}/undo/preview`, {}, Preview),
    /** Says the words of a preview; refused when something has changed since. */
    decideIdentity: ({ words, token }: z.output<typeof Preview>, reason: string) =>
      bodyOf(
        send('POST', '/api/identity/decisions', Decided, {
          body: { words, token, reason },
          accept: [200, 201],
        }),
      ),

    orders: (filter: Filter = {}) => get(`/api/orders?${queryOf(filter).toString()}`, OrderPage),
    order: (orderId: string) => get(`/api/orders/${orderId}`, OrderDetail),

    ledgerAccounts: () => get('/api/ledger/accounts', AccountList),
    ledgerTransfers: (account: string) =>
      get(`/api/ledger/accounts/${account}/transfers?limit=${MAX_PAGE}`, TransferPage),

    /** What the operator sees first; `asOf` is the product's own time. */
    workbench: () => get('/api/workbench?days=7', Workbench),
    incidents: () => get(`/api/incidents?limit=${MAX_PAGE}`, IncidentPage),
    /** A day against WeChat's bills; throws while it was never compared. */
    billDay: (day: string) => get(`/api/bills/${day}`, BillDayReport),

    inboxEvents: (filter: Filter = {}) =>
      get(`/api/inbox/events?${queryOf(filter).toString()}`, InboxEventPage),
    inboxSummary: () => get('/api/inbox/summary', InboxSummary),

    /** Runs a job now and waits until it is done; answers what it says about itself. Throws when it fails. */
    async runJob(name: string, { withinMs }: { withinMs: number }): Promise<string | null> {
      const before = (await job(name))?.lastRunAt ?? null
      await send('POST', `/api/jobs/${name}/run`, nothing, { accept: [202] })
      const ran = await waitUntil(
        async () => {
          const now = await job(name)
          if (now === undefined || now.running || now.lastRunAt === before) {
            throw new Error(`the job ${name} is not done after ${withinMs / 1000} s`)
          }
          return now
        },
        { withinMs },
      )
      if (ran.lastOutcome !== 'done') {
        throw new Error(`the job ${name} ended as ${ran.lastOutcome}: ${ran.lastSummary}`)
      }
      return ran.lastSummary
    },
  }
}
