import { setTimeout as pause } from 'node:timers/promises'
import { Pool } from 'undici'
import { percentile } from '../statistics.js'
import type { Prepared } from './callbacks.js'

/** `inFlight`: so many at a time, the next as soon as one is answered. `perSecond`: at times fixed beforehand. */
export type Pace = Readonly<
  { inFlight: number; forSeconds?: number; requests?: number } | { perSecond: number }
>

export type Sent = Readonly<{
  seconds: number
  /** How many answers had each status; `cut`: no answer. */
  statuses: Readonly<Record<string, number>>
  /** From the moment a request was due to its answer, in milliseconds. */
  latencyMs: Readonly<{ p50: number; p99: number; max: number }>
}>

const CONNECTIONS_OPEN_LOOP = 256
const ANSWER_MS = 30_000

const pools = new Map<string, Pool>()

/** Sends over connections that stay open from one call to the next; to servers of this machine and to nobody else. */
export async function send(url: string, requests: readonly Prepared[], pace: Pace): Promise<Sent> {
  if (new URL(url).hostname !== '127.0.0.1') {
    throw new Error('benches load this machine only')
  }
  const pool = poolOf(url, 'inFlight' in pace ? pace.inFlight : CONNECTIONS_OPEN_LOOP)
  const statuses: Record<string, number> = {}
  const latencies: number[] = []
  const one = async (request: Prepared, dueAt: number) => {
    const status = await statusOf(pool, request)
    statuses[status] = (statuses[status] ?? 0) + 1
    latencies.push(performance.now() - dueAt)
  }
  const startedAt = performance.now()
  await ('inFlight' in pace ? closedLoop(requests, pace, one) : openLoop(requests, pace, one))
  const seconds = (performance.now() - startedAt) / 1_000
  const [p50, p99, max] = [0.5, 0.99, 1].map((share) => percentile(latencies, share))
  return { seconds, statuses, latencyMs: { p50: p50 ?? 0, p99: p99 ?? 0, max: max ?? 0 } }
}

function poolOf(url: string, connections: number): Pool {
  const name = `${url} ${connections}`
  const timeouts = { headersTimeout: ANSWER_MS, bodyTimeout: ANSWER_MS, connectTimeout: ANSWER_MS }
  const pool = pools.get(name) ?? new Pool(url, { connections, pipelining: 1, ...timeouts })
  pools.set(name, pool)
  return pool
}

type One = (request: Prepared, dueAt: number) => Promise<void>

/** Each request once, or the first `count`, or round and round until the time is over. */
async function closedLoop(
  requests: readonly Prepared[],
  { inFlight, forSeconds, requests: count = requests.length }: Extract<Pace, { inFlight: number }>,
  one: One,
): Promise<void> {
  const untilMs = forSeconds === undefined ? Infinity : performance.now() + forSeconds * 1_000
  const isOver = (sent: number) =>
    forSeconds === undefined ? sent >= count : performance.now() >= untilMs
  let next = 0
  const lane = async () => {
    while (!isOver(next)) {
      const request = requests[next % requests.length]
      next += 1
      if (request !== undefined) {
        await one(request, performance.now())
      }
    }
  }
  await Promise.all(Array.from({ length: inFlight }, lane))
}

/** A slow answer delays no later request: what waits in the generator counts, too. */
async function openLoop(
  requests: readonly Prepared[],
  { perSecond }: Extract<Pace, { perSecond: number }>,
  one: One,
): Promise<void> {
  const startedAt = performance.now()
  const underWay: Promise<void>[] = []
  for (const [index, request] of requests.entries()) {
    const dueAt = startedAt + (index * 1_000) / perSecond
    while (performance.now() < dueAt) {
      await pause(1)
    }
    underWay.push(one(request, dueAt))
  }
  await Promise.all(underWay)
}

async function statusOf(pool: Pool, { path, body, contentType }: Prepared): Promise<string> {
  try {
    const headers = { 'content-type': contentType }
    const answer = await pool.request({ path, method: 'POST', headers, body })
    await answer.body.dump()
    return String(answer.statusCode)
  } catch {
    return 'cut'
  }
}
