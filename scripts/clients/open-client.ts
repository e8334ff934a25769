import { z } from 'zod'
import {
  OpenCustomer,
  Resolved,
  TimelinePage,
} from '../../server/modules/customers/customers.contract.js'
import { InboxStats, OpenEventsAnswer } from '../../server/modules/inbox/inbox.contract.js'
import { jsonClient } from './json-client.js'

/** The open API (contract.md 4), as a till or another system uses it. */
export type OpenClient = ReturnType<typeof openClient>

export type OpenEvent = Readonly<{
  id: string
  type: string
  occurredAt: string
  source: string
  identifiers: Readonly<Record<string, string | boolean>>
  data: Readonly<Record<string, unknown>>
}>

const OpenCustomerPage = z.object({
  items: z.array(OpenCustomer),
  nextCursor: z.string().nullable(),
})
/** The server answers 202 after this time when work is left; asked again then. */
const DRAIN_MS = 15_000

export function openClient(serverUrl: string, key: string) {
  const send = jsonClient(`${serverUrl}/open/v1`, () => ({ authorization: `Bearer ${key}` }))
  const get = async <Schema extends z.ZodType>(path: string, schema: Schema) =>
    (await send('GET', path, schema)).body

  return {
    send,
    async sendEvents(events: readonly OpenEvent[]) {
      const answer = await send('POST', '/events', OpenEventsAnswer, { body: { events } })
      return answer.body.results
    },
    /** The living customer of this identifier; null when nobody has it. */
    async resolve(query: Readonly<Record<string, string>>): Promise<string | null> {
      const path = `/customers/resolve?${new URLSearchParams(query).toString()}`
      const answer = await send('GET', path, Resolved.partial(), { accept: [200, 404] })
      return answer.body.customerId ?? null
    },
    /** Why there is no one customer of this identifier; null when there is one. */
    async refusedBy(query: Readonly<Record<string, string>>): Promise<string | null> {
      const path = `/customers/resolve?${new URLSearchParams(query).toString()}`
      const shape = z.object({ code: z.string().optional() })
      return (await send('GET', path, shape, { accept: [200, 404, 409] })).body.code ?? null
    },
    customer: (customerId: string) => get(`/customers/${customerId}`, OpenCustomer),
    customers: (query: Readonly<Record<string, string>> = {}) =>
      get(`/customers?${new URLSearchParams(query).toString()}`, OpenCustomerPage),
    timeline: (customerId: string) =>
      get(`/customers/${customerId}/timeline?limit=100`, TimelinePage),
    stats: () => get('/inbox/stats', InboxStats),

    /** Waits until nothing is pending or leased any more; throws when that takes longer. */
    async drain({ withinMs = 60_000 } = {}) {
      const untilMs = Date.now() + withinMs
      for (;;) {
        const { status, body } = await send(
          'POST',
          `/inbox/drain?timeoutMs=${Math.min(DRAIN_MS, withinMs)}`,
          InboxStats,
        )
        if (status === 200) {
          return body
        }
        if (Date.now() >= untilMs) {
          throw new Error(`not drained after ${withinMs / 1000} s: ${JSON.stringify(body)}`)
        }
      }
    },
  }
}
