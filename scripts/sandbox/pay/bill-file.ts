import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { setImmediate as breathe } from 'node:timers/promises'
import { createGzip } from 'node:zlib'
import type { Context } from '../context.js'
import type { BillTicket } from '../world/pay-model.js'
import { billDay } from './bill-day.js'
import { fundFlowLines } from './fund-flow-bill.js'
import { tradeBillLines } from './trade-bill.js'
import { flowRows, tradeRows } from './world-bill.js'

/** Lines between two looks at what else there is to do. */
const LINES_PER_TURN = 2_000
const MAX_HASHES = 50

export type BillSpec = Pick<BillTicket, 'date' | 'bill' | 'type'>

/** The bill's lines, made while they are read. */
export function billLines(
  parts: Pick<Context, 'world' | 'keys'>,
  spec: BillSpec,
): Iterable<string> {
  const day = billDay(spec.date)
  if (day === null) {
    return []
  }
  return spec.bill === 'trade'
    ? tradeBillLines(tradeRows(parts, day), spec.type)
    : fundFlowLines(flowRows(parts, day), parts.keys.mchId)
}

/** Some thousand lines at a time; others get their turn between two of them. */
async function* chunks(lines: Iterable<string>): AsyncGenerator<string[]> {
  let held: string[] = []
  for (const line of lines) {
    held.push(line)
    if (held.length === LINES_PER_TURN) {
      yield held
      held = []
      await breathe()
    }
  }
  yield held
}

async function* texts(lines: Iterable<string>): AsyncGenerator<string> {
  for await (const chunk of chunks(lines)) {
    yield chunk.join('')
  }
}

export type BillHash = Readonly<{ sha1: string; lines: number }>

/** SHA1 of the text as it is before any compression, and how many lines it has. */
async function hashOf(parts: Pick<Context, 'world' | 'keys'>, spec: BillSpec): Promise<BillHash> {
  const hash = createHash('sha1')
  let lines = 0
  for await (const chunk of chunks(billLines(parts, spec))) {
    hash.update(chunk.join(''))
    lines += chunk.length
  }
  return { sha1: hash.digest('hex'), lines }
}

export type BillHashes = (spec: BillSpec) => Promise<BillHash>

/**
 * Keeps the hash of each bill: a million rows take seconds, and a client whose patience ended asks
 * again. What can still change a bill of a day that is over is part of the key.
 */
export function billHashes(parts: Pick<Context, 'world' | 'keys'>): BillHashes {
  const { world } = parts
  const kept = new Map<string, Promise<BillHash>>()
  return ({ date, bill, type }) => {
    const key = JSON.stringify([
      [date, bill, type],
      world.billSpoils.by('date', date),
      world.syntheticBills.get(date),
      [world.payments.size(), world.refunds.size(), world.fundFlows.size()],
    ])
    const hash = kept.get(key) ?? hashOf(parts, { date, bill, type })
    kept.delete(key)
    kept.set(key, hash)
    const [oldest] = kept.keys()
    if (kept.size > MAX_HASHES && oldest !== undefined) {
      kept.delete(oldest)
    }
    return hash
  }
}

export function billStream(
  parts: Pick<Context, 'world' | 'keys'>,
  ticket: BillSpec & { gzip: boolean },
): Readable {
  const text = Readable.from(texts(billLines(parts, ticket)), { objectMode: false })
  return ticket.gzip ? text.pipe(createGzip()) : text
}
