import { randomUUID } from 'node:crypto'
import type { OpenEvent } from '../../../scripts/clients/open-client.js'
import type { System } from '../../support/system.js'

/** A till of its own: nobody else's events are in its source. */
export const newSource = () => `pos-${randomUUID().slice(0, 8)}`
export const MINUTE_MS = 60_000
export const ago = (ms: number) => new Date(Date.now() - ms).toISOString()

export function eventOf(change: Partial<OpenEvent> = {}): OpenEvent {
  return {
    id: randomUUID(),
    type: 'page.viewed',
    occurredAt: ago(MINUTE_MS),
    source: 'app',
    identifiers: { openid: 'o-some', appid: 'wx-other' },
    data: {},
    ...change,
  }
}

type Sale = Readonly<{ source: string; orderNo: string; paidFen?: number }>

export const paid = ({ source, orderNo, paidFen = 3000 }: Sale, change: Partial<OpenEvent> = {}) =>
  eventOf({
    type: 'order.paid',
    source,
    identifiers: { memberNo: `M-${source}` },
    data: {
      orderNo,
      paidFen,
      items: [{ sku: 'GH-M', name: '桂花乌龙', qty: 2, amountFen: paidFen }],
      channel: 'till',
    },
    ...change,
  })

type Refund = Readonly<{
  source: string
  orderNo: string
  refundNo: string
  refundFen: number
}>

export const refunded = ({ source, ...data }: Refund, change: Partial<OpenEvent> = {}) =>
  eventOf({ type: 'order.refunded', source, identifiers: {}, data, ...change })

/** Bare requests to the open API, as any program makes them. */
export function httpOf(system: System, key: string | null = system.openApiKey) {
  const headers: Record<string, string> = key === null ? {} : { authorization: `Bearer ${key}` }
  return {
    async get(path: string) {
      const url = `${system.url}/open/v1${path}`
      const answer = await fetch(url, { headers, redirect: 'manual' })
      const text = await answer.text()
      const body = (text === '' ? null : JSON.parse(text)) as Record<string, unknown> | null
      return { status: answer.status, headers: answer.headers, body }
    },
    async post(path: string, body: string | object) {
      const answer = await fetch(`${system.url}/open/v1${path}`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      })
      const problem = (await answer.json()) as Record<string, unknown>
      return { status: answer.status, headers: answer.headers, body: problem }
    },
  }
}
