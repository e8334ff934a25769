import type { Id } from '../../platform/ids/index.js'
import type { Pool, PoolName } from './stock.domain.js'

/** Who changed stock, and why. `operator` is null for what the product did by itself. */
export type Cause = Readonly<{
  operator: Readonly<{ operatorId: string; name: string }> | null
  reason: string
  at: Date
}>

export type JournalKind = 'opened' | 'set' | 'moved' | 'imported' | 'switched' | 'taken-back'

/** One line of the journal. The sum of `delta` over the lines of a pool is its total. */
export type JournalLine = Cause &
  Readonly<{
    skuId: Id<'sku'>
    pool: PoolName
    kind: JournalKind
    /** What was added to the total. */
    delta: number
    /** After the change. */
    total: number
    isUnlimited: boolean
    isSoldOut: boolean
    /** moved: where to or from · taken-back: units of which order. */
    other?: PoolName
    units?: number
    orderId?: string
  }>

type Told = Readonly<{ kind: JournalKind; cause: Cause; other?: PoolName }>

/** The line of a pool that was changed; of a new pool when there is no `before`. */
export function journalLine(
  before: Pool | undefined,
  after: Pool,
  { kind, cause, other }: Told,
): JournalLine {
  const { skuId, pool, total, isUnlimited, isSoldOut } = after
  const delta = total - (before?.total ?? 0)
  const line = { ...cause, skuId, pool, kind, delta, total, isUnlimited, isSoldOut }
  return other === undefined ? line : { ...line, other }
}
