import type { Area } from './faults.js'

const MAX_CALLS = 10_000

/** One call that a server made, with both bodies as they were (parsed when they are JSON). */
export type Call = {
  id: number
  at: string
  area: Area
  method: string
  /** Without the area's prefix: `/cgi-bin/externalcontact/get`. */
  api: string
  query: Record<string, string>
  headers: Record<string, string | string[] | undefined>
  body: unknown
  status: number
  response: unknown
  durationMs: number
  /** Kind of the fault that this call met. */
  fault: string | null
}

export type CallFilter = Readonly<{
  limit: number
  api?: string | undefined
  area?: Area | undefined
}>

export type CallLog = Readonly<{
  add(call: Omit<Call, 'id'>): void
  /** Newest first. */
  list(filter: CallFilter): Call[]
  /** How many calls had each value of a field (`body.welcome_code`, `query.userid`). */
  tally(filter: { api: string; by: string }): Record<string, { calls: number; ok: number }>
  clear(): void
}>

export function callLog(): CallLog {
  let calls: Call[] = []
  let lastId = 0
  return {
    add(call) {
      lastId += 1
      calls.push({ id: lastId, ...call })
      if (calls.length > MAX_CALLS * 1.1) {
        calls = calls.slice(-MAX_CALLS)
      }
    },
    list({ limit, api = '', area }) {
      const wanted = calls.filter(
        (call) => call.api.includes(api) && (area === undefined || call.area === area),
      )
      return wanted.slice(-limit).reverse()
    },
    tally({ api, by }) {
      const counts: Record<string, { calls: number; ok: number }> = {}
      for (const call of calls.filter((known) => known.api.includes(api))) {
        const count = (counts[String(fieldOf(call, by))] ??= { calls: 0, ok: 0 })
        count.calls += 1
        count.ok += succeeded(call) ? 1 : 0
      }
      return counts
    },
    clear: () => {
      calls = []
    },
  }
}

function fieldOf(call: Call, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => {
    const isRecord = typeof value === 'object' && value !== null
    return isRecord ? (value as Record<string, unknown>)[name] : undefined
  }, call)
}

/** Status 0 is a connection cut. WeCom and the mini-program tell it by errcode, Pay by status. */
function succeeded(call: Call): boolean {
  const errcode = fieldOf(call, 'response.errcode')
  return call.status > 0 && call.status < 300 && (errcode === undefined || errcode === 0)
}
