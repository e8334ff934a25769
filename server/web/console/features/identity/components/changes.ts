import { moneyText } from '../../../../shared/format/money.js'
import type { Preview, Side } from '../api/previews.js'
import { copy } from '../copy.js'
import { sideName } from '../names.js'

type Sums = Pick<Side['figures'], 'ordersPaid' | 'netFen'>
export type Change = {
  key: string
  name: string
  /** Null: is not there yet, or no more. */
  before: Sums | null
  after: Sums | null
  /** How many would have its facts when it is no more; 0: whoever it goes into. */
  heirs: number
  difference: Sums
}

const NONE: Sums = { ordersPaid: 0, netFen: 0 }

export const sumText = ({ ordersPaid, netFen }: Sums): string =>
  `${copy.orderCount(ordersPaid)}，${moneyText(netFen)}`

/** Customer by customer, those who stay first, then who ends, then who is new; and all together. */
export function changesOf({
  before,
  after,
  handedOver,
}: Pick<Preview, 'before' | 'after' | 'handedOver'>): {
  rows: Change[]
  total: Change
} {
  const old = before.map((side) => {
    const next = after.find(({ customerId }) => customerId === side.customerId)
    const heirs = handedOver.filter(({ from }) => from === side.customerId)
    return {
      ...change(side.customerId ?? side.firstSeenAt, sideName(next ?? side), {
        before: side.figures,
        after: next?.figures ?? null,
      }),
      heirs: new Set(heirs.flatMap(({ to }) => to)).size,
    }
  })
  const known = new Set(before.map(({ customerId }) => customerId))
  const fresh = after
    .filter(({ customerId }) => customerId === null || !known.has(customerId))
    .map((side, index) =>
      change(side.customerId ?? `new ${index}`, newName(side), {
        before: null,
        after: side.figures,
      }),
    )
  const rows = [...old.filter((row) => row.after), ...old.filter((row) => !row.after), ...fresh]
  const total = change('total', copy.total, { before: sumOf(before), after: sumOf(after) })
  return { rows, total }
}

/** A customer that is made, or an old one that lives again. */
const newName = (side: Side): string =>
  side.customerId === null && side.name !== null
    ? `${copy.newCustomer}（${side.name}）`
    : sideName(side)

const sumOf = (sides: readonly Side[]): Sums =>
  sides.reduce(
    (sum, { figures }) => ({
      ordersPaid: sum.ordersPaid + figures.ordersPaid,
      netFen: sum.netFen + figures.netFen,
    }),
    NONE,
  )

function change(key: string, name: string, sums: Pick<Change, 'before' | 'after'>): Change {
  const [before, after] = [sums.before ?? NONE, sums.after ?? NONE]
  const difference = {
    ordersPaid: after.ordersPaid - before.ordersPaid,
    netFen: after.netFen - before.netFen,
  }
  return { key, name, ...sums, heirs: 0, difference }
}
