import type { OpenEvent } from '../../../scripts/clients/open-client.js'
import { randomOf, type Random } from '../../../scripts/demo/random.js'

export const SOURCE = 'pos-faults'
/** Members of a run: few, so that their counters are raced for. */
const MEMBERS = 8
const EVENTS_EVERY_MS = 300
const CONTACT_EVERY_MS = 1_000
const ORDER_EVERY_MS = 1_000
const EVENTS_PER_BATCH = 3
const FEN = [980, 1_280, 1_680, 2_480] as const

/** Something that happens outside at a moment fixed beforehand, whatever the system does. */
export type Intent = Readonly<{ atMs: number }> &
  (
    | Readonly<{ kind: 'events'; events: readonly OpenEvent[] }>
    | Readonly<{ kind: 'contact'; name: string }>
    | Readonly<{ kind: 'order'; key: string }>
  )

/** `run` keeps the ids of this load apart from those of every other in the same database. */
export type PlanOptions = Readonly<{ run: string; seed: string; seconds: number }>

/**
 * An open-loop load of `seconds`: tills report orders and refunds, some refunds before their order; people scan the code
 * of a staff member; customers order in the mini-program and pay.
 */
export function planLoad({ run, seed, seconds }: PlanOptions): readonly Intent[] {
  const random = randomOf(`${seed}:${run}`)
  const till = tillOf(run, random.fork('till'))
  const times = (everyMs: number) =>
    Array.from({ length: Math.floor((seconds * 1_000) / everyMs) }, (_, i) => i * everyMs)
  const intents: Intent[] = [
    ...times(EVENTS_EVERY_MS).map((atMs) => ({
      atMs,
      kind: 'events' as const,
      events: till.batch(),
    })),
    ...times(CONTACT_EVERY_MS).map((atMs, i) => ({
      atMs,
      kind: 'contact' as const,
      name: `${run}-顾客${i}`,
    })),
    ...times(ORDER_EVERY_MS).map((atMs, i) => ({
      atMs,
      kind: 'order' as const,
      key: `${run}-order-${i}`,
    })),
  ]
  return intents.sort((a, b) => a.atMs - b.atMs)
}

/** Orders whose refund was told, but which themselves were not: a load that ends early owes them. */
export function owedBy(sent: readonly OpenEvent[], planned: readonly Intent[]): OpenEvent[] {
  const isSent = new Set(sent.map(({ id }) => id))
  const isRefunded = new Set(
    sent.flatMap(({ type, data }) => (type === 'order.refunded' ? [String(data.orderNo)] : [])),
  )
  return planned
    .flatMap((intent) => (intent.kind === 'events' ? intent.events : []))
    .filter(
      ({ id, data }) =>
        !isSent.has(id) && id.startsWith('order.paid') && isRefunded.has(String(data.orderNo)),
    )
}

/** Tills: mostly paid orders, some refunds at once, some before the order that they belong to. */
function tillOf(run: string, random: Random) {
  const owed: OpenEvent[] = []
  let count = 0

  function purchase(): OpenEvent[] {
    count += 1
    const orderNo = `${run}-${count}`
    const head = { identifiers: { memberNo: `${run}-${random.int(1, MEMBERS)}` }, orderNo }
    const paidFen = random.pick(FEN)
    const items = [{ sku: 'a', name: '桂花乌龙', qty: 1, amountFen: paidFen }]
    const paid = event('order.paid', head, { paidFen, items, channel: 'pos' })
    if (!random.chance(0.2)) {
      return [paid]
    }
    const refunded = event('order.refunded', head, { refundNo: `${orderNo}-r`, refundFen: 100 })
    if (random.chance(0.5)) {
      return [paid, refunded]
    }
    owed.push(paid)
    return [refunded]
  }

  return {
    /** A request's worth. An order whose refund was told before comes with a later request. */
    batch: (): OpenEvent[] => {
      const before = owed.splice(0)
      return [...before, ...Array.from({ length: EVENTS_PER_BATCH }, purchase).flat()]
    },
  }
}

type Head = Readonly<{ identifiers: Readonly<Record<string, string>>; orderNo: string }>

function event(type: string, head: Head, data: Readonly<Record<string, unknown>>): OpenEvent {
  return {
    id: `${type}:${head.orderNo}`,
    type,
    occurredAt: new Date().toISOString(),
    source: SOURCE,
    identifiers: head.identifiers,
    data: { orderNo: head.orderNo, ...data },
  }
}
