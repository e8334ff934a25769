import type { Clock } from '../../../platform/clock/index.js'
import { ok, refuse, type Result } from '../../../platform/errors/index.js'
import type { Id } from '../../../platform/ids/index.js'
import type { InTransaction, Tx } from '../../../platform/mongo/index.js'
import { readSmallSheet, type SmallSheet } from '../../../platform/sheets/index.js'
import type { Actor, Audit, Catalog, PendingChange } from '../../catalog/index.js'
import { journalLine } from '../journal.domain.js'
import type { JournalRows } from '../journal.repository.js'
import type { ProductRefusal } from '../products.errors.js'
import type { KnownStores } from '../products.service.js'
import { decideTotal, emptyPool, MAIN, type Pool } from '../stock.domain.js'
import { poolId, type Stocks } from '../stock.repository.js'
import { columnsOf, COLUMNS, MAX_IMPORT_ROWS, NEEDED } from './columns.domain.js'
import { planImport, type PlannedProduct } from './plan-import.domain.js'
import { readProductRow, type ProductRow, type RowError, type RowRule } from './read-rows.domain.js'

type Deps = Readonly<{
  catalog: Catalog
  stocks: Stocks
  journal: JournalRows
  stores: KnownStores
  audit: Audit
  inTransaction: InTransaction
  clock: Clock
}>
type Total = Readonly<{ skuId: Id<'sku'>; row: number; total: number | null }>
/** Everything that a sheet changes, decided and not written. */
type Planned = Readonly<{
  rows: number
  changes: readonly PendingChange[]
  unchanged: number
  fresh: readonly Pool[]
  totals: readonly Total[]
  errors: readonly RowError[]
}>
export type TakenIn = Readonly<{
  rows: number
  created: number
  changed: number
  unchanged: number
  newSkus: number
  stockSet: number
  errors: readonly RowError[]
  /** Has it been written? */
  isApplied: boolean
}>
type Sheet = Readonly<{ bytes: Buffer; fileName: string }>

const SUBJECT = { type: 'catalog', id: 'products' }

/**
 * Takes a product sheet in: everything is checked before anything is written, and all of it is written in one transaction.
 * Of a sheet with one wrong row nothing is.
 */
export function takeInProducts(deps: Deps) {
  const { catalog, stocks, journal, stores, audit, inTransaction, clock } = deps

  async function planOf({ head, rows: lines }: SmallSheet): Promise<Planned> {
    const columns = columnsOf(head)
    const readings = lines.map((line) => readProductRow(line, columns))
    const rows = readings.flatMap((one) => (one.ok ? [one.value] : []))
    const known = await knownTo(rows)
    const named = [...new Set(rows.flatMap((row) => row.stores ?? []))]
    const codes = new Set((await stores.nameOf(named)).keys())
    const plan = planImport(rows, known, codes)
    const errors = [...readings.flatMap((one) => (one.ok ? [] : one.errors)), ...plan.errors]
    const byId = new Map(known.map((product) => [product.productId as string, product]))
    const prepared = plan.products.map((product) => {
      const before = byId.get(product.productId ?? '') ?? null
      return { product, ...preparedOf(product, catalog.prepareWhole(before, draftOf(product))) }
    })
    const changes = prepared.flatMap(({ change }) => (change === null ? [] : [change]))
    const totals = prepared.flatMap((one) => one.totals)
    const wrong = await catalog.wrongCompared(changes)
    const rowOf = new Map(rows.map(({ code, row }) => [code, row]))
    return {
      rows: lines.length,
      changes: changes.filter(isChange),
      unchanged: changes.filter((change) => !isChange(change)).length,
      fresh: prepared.flatMap((one) => one.fresh),
      totals,
      errors: [
        ...errors,
        ...wrong.map(({ sku, code }) => ({
          row: rowOf.get(sku.code) ?? 0,
          column: 'compared' as const,
          rule: code as RowRule,
        })),
        ...(await tooLow(totals)),
      ].sort((a, b) => a.row - b.row),
    }
  }

  async function knownTo(rows: readonly ProductRow[]) {
    const ids = [...new Set(rows.flatMap(({ productId }) => productId ?? []))]
    const [byCode, byId] = await Promise.all([
      catalog.withCodes(rows.map(({ code }) => code)),
      catalog.withIds(ids as Id<'prd'>[]),
    ])
    return [...new Map([...byCode, ...byId].map((one) => [one.productId, one])).values()]
  }

  async function tooLow(totals: readonly Total[]): Promise<RowError[]> {
    const pools = await stocks.withIds(totals.map(({ skuId }) => poolId(skuId)))
    return totals.flatMap(({ skuId, total, row }) => {
      const pool = pools.get(poolId(skuId))
      const isLow = pool !== undefined && !decideTotal(pool, total).ok
      return isLow
        ? [{ row, column: 'stock' as const, rule: 'stock-below-committed' as const }]
        : []
    })
  }

  /** False when units were sold meanwhile that the sheet takes away. */
  async function setTotals({ totals }: Planned, by: Told, tx: Tx): Promise<boolean> {
    const pools = await stocks.withIds(
      totals.map(({ skuId }) => poolId(skuId)),
      { tx },
    )
    const decisions = totals.map(({ skuId, total }) => {
      const before = pools.get(poolId(skuId)) ?? emptyPool(skuId, MAIN, 0)
      return { before, decision: decideTotal(before, total) }
    })
    const changes = decisions.flatMap(({ before, decision }) =>
      decision.ok && isOther(before, decision.value) ? [{ before, after: decision.value }] : [],
    )
    const told = { kind: 'imported', cause: by.cause } as const
    const lines = changes.map(({ before, after }) => journalLine(before, after, told))
    await journal.append(lines, { tx })
    const saved = await stocks.save(changes, { at: by.cause.at, tx })
    return saved === 'saved' && decisions.every(({ decision }) => decision.ok)
  }

  type Told = Readonly<{
    actor: Actor
    fileName: string
    cause: Readonly<{ operator: Actor; reason: string; at: Date }>
  }>
  type Written = 'saved' | 'sku-code-taken' | 'moved-on'

  async function writeAll(plan: Planned, told: Told, tx: Tx): Promise<Written> {
    const { actor, fileName, cause } = told
    const saved = await catalog.write(plan.changes, { operatorName: actor.name, tx })
    if (saved !== 'saved') {
      return saved
    }
    const { errors: _none, isApplied: _no, ...after } = takenIn(plan, false)
    const entry = { actor, action: 'products.import', subject: SUBJECT }
    await audit.record({ ...entry, after: { fileName, ...after } }, { tx })
    await stocks.insert(plan.fresh, { cause, tx, kind: 'imported' })
    return (await setTotals(plan, told, tx)) ? 'saved' : 'moved-on'
  }

  return async (
    { bytes, fileName }: Sheet,
    { actor, isCheck }: Readonly<{ actor: Actor; isCheck: boolean }>,
  ): Promise<Result<TakenIn, ProductRefusal>> => {
    const sheet = await readSmallSheet(bytes, { maxRows: MAX_IMPORT_ROWS })
    if (!sheet.ok) {
      return sheet
    }
    const columns = columnsOf(sheet.value.head)
    const missing = NEEDED.filter((column) => !columns.has(column))
    if (missing.length > 0) {
      return refuse('columns-missing', missing.map((column) => COLUMNS[column]).join('、'))
    }
    const plan = await planOf(sheet.value)
    if (isCheck || plan.errors.length > 0) {
      return ok(takenIn(plan, false))
    }
    const { operatorId, name } = actor
    const cause = { operator: { operatorId, name }, reason: `导入 ${fileName}`, at: clock.now() }
    const outcome = await inTransaction<Written>({ commitIf: 'saved' }, (tx) =>
      writeAll(plan, { actor, fileName, cause }, tx),
    )
    const refusals = { 'moved-on': 'product-changed', 'sku-code-taken': 'sku-code-taken' } as const
    return outcome === 'saved' ? ok(takenIn(plan, true)) : refuse(refusals[outcome])
  }
}

function takenIn({ rows, changes, unchanged, fresh, totals, errors }: Planned, isApplied: boolean) {
  const created = changes.filter(({ before }) => before === null).length
  const changed = changes.length - created
  const counts = { newSkus: fresh.length, stockSet: totals.length }
  return { rows, created, changed, unchanged, ...counts, errors, isApplied }
}

/** The change of a product with the pools of its new SKUs and the totals that its known ones get. */
function preparedOf(
  { skus }: PlannedProduct,
  decision: Result<PendingChange>,
): { change: PendingChange | null; fresh: Pool[]; totals: Total[] } {
  if (!decision.ok) {
    return { change: null, fresh: [], totals: [] } // what the plan has refused already
  }
  const added = skus.filter(({ skuId }) => skuId === undefined)
  const fresh = decision.value.newSkuIds.map((skuId, index) =>
    emptyPool(skuId, MAIN, added[index]?.stock ?? null),
  )
  const totals = skus.flatMap(({ skuId, stock, row }) =>
    skuId === undefined || stock === undefined || row === undefined
      ? []
      : [{ skuId: skuId as Id<'sku'>, total: stock, row }],
  )
  return { change: decision.value, fresh, totals }
}

function draftOf({ rows: _rows, productId: _id, skus, ...product }: PlannedProduct) {
  const drafts = skus.map(({ row: _row, stock: _stock, skuId, ...sku }) =>
    skuId === undefined ? sku : { ...sku, skuId: skuId as Id<'sku'> },
  )
  return { ...product, skus: drafts }
}

/** Would anything that people see be another? */
function isChange({ before, product }: PendingChange): boolean {
  const seen = ({ name, category, kind, status, stores, description, skus }: typeof product) => {
    const told = skus.map((sku) => [
      ...[sku.skuId, sku.name, sku.priceFen, sku.code],
      ...[sku.comparedFen ?? null, sku.comparedBase ?? null],
    ])
    return JSON.stringify([name, category, kind, status, stores ?? null, description ?? '', told])
  }
  return before === null || seen(before) !== seen(product)
}

const isOther = (before: Pool, after: Pool): boolean =>
  before.total !== after.total || before.isUnlimited !== after.isUnlimited
