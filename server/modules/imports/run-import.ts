import { setImmediate } from 'node:timers/promises'
import { isRetriable } from '../../platform/errors/index.js'
import type { InTransaction } from '../../platform/mongo/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { Outbox } from '../../platform/outbox/index.js'
import {
  decideBatch,
  type AnyStep,
  type BatchPlan,
  type InboundEvent,
  type Refused,
} from '../../platform/pipeline/index.js'
import type { CustomerFact, IdentifierReader } from '../customers/index.js'
import { settingsOf } from './check-file.js'
import type { Chunks } from './chunks.repository.js'
import type { Import } from './imports.domain.js'
import { KEEP_FILE_MS } from './imports.limits.js'
import type { EventGuards, OrderIdOf } from './imports.ports.js'
import type { ImportRows } from './imports.repository.js'
import { asEvidenceOf, memberStep } from './imports.steps.js'
import { patiently } from './patiently.js'
import { eventOf } from './row-facts.js'
import type { GoodRow, RowError, RowRule } from './rows.domain.js'

type Deps = Readonly<{
  imports: ImportRows
  chunks: Chunks
  reader: Pick<IdentifierReader, 'read'>
  /** Stands before the customers' step. */
  ordersStep: AnyStep<CustomerFact>
  customersStep: AnyStep<CustomerFact>
  orderIdOf: OrderIdOf
  guards: EventGuards
  outbox: Outbox
  inTransaction: InTransaction
  onCommitted(): void
}>

/** So many rows are made ready in one go: whatever else the process does waits no longer. */
const ROWS_AT_ONCE = 100

/** A row with its event. */
type Ready = Readonly<{ row: GoodRow; event: InboundEvent }>
type Prepared = Readonly<{ rows: readonly Ready[]; toRow: number }>
type Decision = Readonly<{ plan: BatchPlan; outcome: ReturnType<typeof outcomeOf> }>
/** `decided`: while the batch before was written; null where that would have been too early. */
type Ahead = Prepared & Readonly<{ chunk: number; decided: Decision | null }>
type Batch = Readonly<{ known: Import }> & Ahead

/**
 * Imports the good rows of an import in state `running`, a chunk at a time: one transaction for everything that its rows
 * bring, what became of them and the place to go on from. A killed run goes on exactly there. Answers false when it was
 * told to stop, or the import is not running any more.
 */
export function runImport(deps: Deps) {
  const { imports, chunks, outbox, guards, inTransaction } = deps

  /** The good rows of a chunk that were not worked yet. */
  async function prepare(known: Import, n: number): Promise<Prepared> {
    const context = { about: known, settings: settingsOf(known.settings), reader: deps.reader }
    const { toRow, rows } = await chunks.open(known.importId, n)
    const open = rows.filter(({ row }) => row > known.cursor)
    const ready: Ready[] = []
    for (let from = 0; from < open.length; from += ROWS_AT_ONCE) {
      await setImmediate()
      const some = open.slice(from, from + ROWS_AT_ONCE)
      ready.push(...some.map((row) => ({ row, event: eventOf(row, context) })))
    }
    return { rows: ready, toRow }
  }

  async function decide(known: Import, rows: readonly Ready[]): Promise<Decision> {
    const first = known.kind === 'members' ? memberStep : asEvidenceOf(known, deps.ordersStep)
    const events = rows.map(({ event }) => event)
    const plan = await decideBatch([first, deps.customersStep], events)
    return { plan, outcome: outcomeOf({ known, rows, plan, orderIdOf: deps.orderIdOf }) }
  }

  /**
   * Made ready and decided while the batch before is written: the database has the other half of the work. What that batch
   * changes is not seen, as if another process wrote it: where it touches the same people, the guards of the write refuse
   * and it is decided again. When that is plain beforehand, it is not tried.
   */
  async function lookAhead(known: Import, chunk: number, before: readonly Ready[]): Promise<Ahead> {
    const prepared = await prepare(known, chunk)
    const isEarly = before.length > 0 && haveSomebodyInCommon(before, prepared.rows)
    return { ...prepared, chunk, decided: isEarly ? null : await decide(known, prepared.rows) }
  }

  /** Null: somebody has changed the import meanwhile. */
  async function commit(batch: Batch, isFirst: boolean): Promise<Import | null> {
    const { known, rows, toRow, decided } = batch
    const { plan, outcome } = (isFirst ? decided : null) ?? (await decide(known, rows))
    const { run } = known
    const next: Import = {
      ...known,
      cursor: toRow,
      run: {
        rows: run.rows + rows.length,
        imported: run.imported + outcome.imported.length,
        refused: run.refused + outcome.faults.length,
      },
    }
    const saved = await inTransaction({ commitIf: 'saved' }, async (tx) => {
      // Told to stop meanwhile, the transaction begins anew and could only write everything to take it back again.
      if (!(await imports.isAsRead(known, tx))) {
        return 'moved-on'
      }
      await plan.write(tx)
      await outbox.append(plan.outbox, { tx })
      await guards.appear(plan.appeared, tx)
      await chunks.note(known.importId, batch.chunk, outcome, tx)
      return imports.save(next, { tx })
    })
    return saved === 'saved' ? { ...next, revision: next.revision + 1 } : null
  }

  /** A row that cannot be worked at all holds up no other: halves until it is alone. */
  async function work(batch: Batch): Promise<Import | null> {
    try {
      return await patiently((isFirst) => commit(batch, isFirst))
    } catch (error) {
      if (isRetriable(error) || batch.rows.length === 0) {
        throw error
      }
    }
    const [only] = batch.rows
    if (batch.rows.length === 1 && only !== undefined) {
      return refuseRow(batch, only)
    }
    const middle = Math.ceil(batch.rows.length / 2)
    const [first, second] = [batch.rows.slice(0, middle), batch.rows.slice(middle)]
    const parted = { ...batch, decided: null }
    const toRow = first.at(-1)?.row.row ?? batch.toRow
    const half = await work({ ...parted, rows: first, toRow })
    return half === null ? null : work({ ...parted, known: half, rows: second })
  }

  async function refuseRow(
    { known, chunk, toRow }: Batch,
    { row: { row } }: Ready,
  ): Promise<Import | null> {
    const { run } = known
    const counts = { ...run, rows: run.rows + 1, refused: run.refused + 1 }
    const next: Import = { ...known, cursor: toRow, run: counts }
    const faults: RowError[] = [{ row, column: null, rule: 'refused' }]
    const saved = await inTransaction({ commitIf: 'saved' }, async (tx) => {
      await chunks.note(known.importId, chunk, { imported: [], orderIds: [], faults }, tx)
      return imports.save(next, { tx })
    })
    return saved === 'saved' ? { ...next, revision: next.revision + 1 } : null
  }

  /** Null: not to its end. */
  async function workAll(begun: Import, isStopping: () => boolean): Promise<Import | null> {
    const { importId, chunkCount, cursor } = begun
    let known = begun
    const start = await chunks.firstAfter(importId, cursor)
    let ahead = start < chunkCount ? lookAhead(begun, start, []) : null
    try {
      while (ahead !== null) {
        const batch: Batch = { known, ...(await ahead) }
        const n = batch.chunk + 1
        ahead = n < chunkCount ? lookAhead(begun, n, batch.rows) : null
        ahead?.catch(() => undefined) // told when it is awaited
        const next = await work(batch)
        deps.onCommitted()
        if (next === null || isStopping()) {
          return null
        }
        known = next
      }
      return known
    } finally {
      await ahead?.catch(() => undefined) // it reads what its caller may close
    }
  }

  return async (begun: Import, { isStopping }: { isStopping(): boolean }): Promise<boolean> => {
    const known = await workAll(begun, isStopping)
    if (known === null) {
      return false
    }
    const now = new Date()
    const forgetAt = new Date(now.getTime() + KEEP_FILE_MS)
    return (await imports.save({ ...known, status: 'done', endedAt: now, forgetAt })) === 'saved'
  }
}

/** Orders of one person stand in many chunks; members do not. */
function haveSomebodyInCommon(some: readonly Ready[], others: readonly Ready[]): boolean {
  const named = ({ row: { memberNo, phone } }: Ready) => [
    ...(memberNo === undefined ? [] : [`card ${memberNo}`]),
    ...(phone === undefined ? [] : [`phone ${phone}`]),
  ]
  const before = new Set(some.flatMap(named))
  return others.some((one) => named(one).some((name) => before.has(name)))
}

type Decided = Readonly<{
  known: Import
  rows: readonly Ready[]
  plan: BatchPlan
  orderIdOf: OrderIdOf
}>

/** What becomes of each row: an order that is known with the same content is told, and is none of this import. */
function outcomeOf({ known, rows, plan, orderIdOf }: Decided) {
  const imported: number[] = []
  const orderIds: Id<'ord'>[] = []
  const faults: RowError[] = []
  const { source } = settingsOf(known.settings)
  for (const { row, event } of rows) {
    const refused = plan.refused.get(event)
    if (refused !== undefined) {
      faults.push({ row: row.row, column: null, rule: ruleOf(refused) })
      continue
    }
    imported.push(row.row)
    if (row.kind === 'orders') {
      orderIds.push(orderIdOf(source, row.orderNo))
    }
  }
  return { imported, orderIds, faults }
}

const TOLD: readonly string[] = ['order-already-paid', 'source-is-reserved'] satisfies RowRule[]

function ruleOf(refused: Refused): RowRule {
  if (refused.kind === 'drop') {
    return 'order-known'
  }
  return refused.kind === 'dead' && TOLD.includes(refused.reason)
    ? (refused.reason as RowRule)
    : 'refused'
}
