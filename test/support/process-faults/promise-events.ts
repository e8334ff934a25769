import type { Fleet } from './fleet.js'
import type { Ledger } from './ledger.js'
import { SOURCE } from './plan.js'

type Row = Readonly<{ _id: string; state: string; outcome?: string }>
type Sums = Readonly<{ ordersPaid: number; paidFen: number; refundedFen: number }>

/**
 * Events of tills: every acknowledged one is done, every order and refund is there once, and the counters of each member
 * are the sums of what was stored of theirs.
 */
export async function brokenEvents({ database }: Fleet, { events }: Ledger): Promise<string[]> {
  const { db } = database
  const keys = events.map(({ event }) => `open:${event.source}:${event.id}`)
  const rows = await db
    .collection<Row>('inbox')
    .find({ _id: { $in: keys } }, { projection: { state: 1, outcome: 1 } })
    .toArray()
  const byKey = new Map(rows.map((row) => [row._id, row]))
  const entries = await countsBy(fleetEntries(keys))
  const broken: string[] = []
  const expected = new Map<string, Sums>()

  events.forEach(({ event, isAcknowledged }, i) => {
    const key = keys[i] ?? ''
    const row = byKey.get(key)
    if (row === undefined) {
      if (isAcknowledged) {
        broken.push(`lost: ${key} was acknowledged and is not stored`)
      }
      return
    }
    if (row.state !== 'done' || row.outcome !== 'done') {
      broken.push(`${key} is ${row.state}, outcome ${row.outcome}`)
    }
    const times = entries.get(key) ?? 0
    if (times !== 1) {
      broken.push(`${key} stands ${times} times on the timeline`)
    }
    const member = `member_no:${SOURCE}:${String(event.identifiers.memberNo)}`
    expected.set(member, plus(expected.get(member), event))
  })
  return [...broken, ...(await brokenSums())]

  function fleetEntries(eventKeys: readonly string[]) {
    return db
      .collection<{ _id: string }>('timeline')
      .find({ _id: { $in: [...eventKeys] } }, { projection: { _id: 1 } })
      .toArray()
  }

  async function brokenSums(): Promise<string[]> {
    const stored = await db
      .collection<Sums & { _id: string }>('identifiers')
      .find({ _id: { $in: [...expected.keys()] } })
      .toArray()
    const byMember = new Map(stored.map((identifier) => [identifier._id, identifier]))
    return [...expected].flatMap(([member, sums]) => {
      const found = byMember.get(member)
      const isRight = (Object.keys(sums) as (keyof Sums)[]).every(
        (name) => found?.[name] === sums[name],
      )
      return isRight
        ? []
        : [`${member} counts ${JSON.stringify(pick(found))} instead of ${JSON.stringify(sums)}`]
    })
  }
}

async function countsBy(found: Promise<readonly { _id: string }[]>): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  for (const { _id } of await found) {
    counts.set(_id, (counts.get(_id) ?? 0) + 1)
  }
  return counts
}

const NONE: Sums = { ordersPaid: 0, paidFen: 0, refundedFen: 0 }

function plus(
  sums: Sums = NONE,
  { type, data }: { type: string; data: Readonly<Record<string, unknown>> },
): Sums {
  return type === 'order.paid'
    ? { ...sums, ordersPaid: sums.ordersPaid + 1, paidFen: sums.paidFen + Number(data.paidFen) }
    : { ...sums, refundedFen: sums.refundedFen + Number(data.refundFen) }
}

function pick(found: Sums | undefined): Sums | null {
  if (found === undefined) {
    return null
  }
  const { ordersPaid, paidFen, refundedFen } = found
  return { ordersPaid, paidFen, refundedFen }
}
