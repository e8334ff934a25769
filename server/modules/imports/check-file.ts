import { AppError } from '../../platform/errors/index.js'
import type { InTransaction } from '../../platform/mongo/index.js'
import { plain } from '../../platform/sheets/cells.js'
import { openSheet, type Epoch, type SheetRow } from '../../platform/sheets/index.js'
import type { CustomerFact, IdentifierReader } from '../customers/index.js'
import { isBlockedValue, readPhone } from '../customers/index.js'
import type { Chunks } from './chunks.repository.js'
import type { FileParts } from './file-parts.repository.js'
import type { Import, ImportSettings, Preview } from './imports.domain.js'
import { MAX_ROWS, ROWS_IN_CHUNK } from './imports.limits.js'
import type { AllStores, PreviewJoins } from './imports.ports.js'
import type { ImportRows } from './imports.repository.js'
import { factForPreview } from './row-facts.js'
import { readRow, rowKey, type GoodRow, type RowContext, type RowError } from './rows.domain.js'
import { seenKeys } from './seen-keys.js'

type Deps = Readonly<{
  imports: ImportRows
  files: FileParts
  chunks: Chunks
  reader: Pick<IdentifierReader, 'read'>
  stores: AllStores
  previewJoins: PreviewJoins
  inTransaction: InTransaction
}>

/** Lines are judged one after the other; `seen` grows with them. */
type Judged = Readonly<{ rows: GoodRow[]; faults: RowError[]; lines: number }>

/**
 * Reads the file of an import in state `checking` and leaves it `checked`, or `failed` when the file cannot be read to its
 * end. Goes on where a killed one had come to: what was read before is read again for its keys only. Answers false when
 * it was told to stop, or the import is not being checked any more.
 */
export function checkFile({ imports, files, chunks, inTransaction, ...deps }: Deps) {
  async function contextOf({ kind, settings, createdAt }: Import, epoch: Epoch | null) {
    const { mapping } = settingsOf(settings)
    const stores = await deps.stores()
    const byName = stores.map(({ storeCode, name }) => [plain(name), storeCode] as const)
    const byCode = stores.map(({ storeCode }) => [plain(storeCode), storeCode] as const)
    // the same for a check that goes on: a row does not become too late or too early in between
    const context: RowContext = {
      ...{ kind, mapping, epoch, readPhone, now: createdAt },
      storeCodes: new Map([...byName, ...byCode]),
      isBlockedId: isBlockedValue,
    }
    return context
  }

  /** A value that identity knows as nobody's (a store's own phone) is an error of its row. */
  function unblocked(
    row: GoodRow,
    about: Import,
  ): Readonly<{ fact: CustomerFact; faults: RowError[] }> {
    const settings = settingsOf(about.settings)
    const fact = factForPreview(row, { about, settings, reader: deps.reader })
    const types = new Set(fact.seen.map(({ type }) => type))
    const { mapping } = settings
    const faults: RowError[] = []
    if (row.phone !== undefined && !types.has('phone')) {
      faults.push({ row: row.row, column: mapping.phone ?? null, rule: 'phone-blocked' })
    }
    if (row.memberNo !== undefined && !types.has('member_no')) {
      faults.push({ row: row.row, column: mapping.memberNo ?? null, rule: 'id-blocked' })
    }
    return { fact, faults }
  }

  /** Writes what was read since the last chunk and moves the cursor with it. Null: somebody else changed the import. */
  async function keep(known: Import, toRow: number, { rows, faults, lines }: Judged) {
    const facts: CustomerFact[] = []
    const good: GoodRow[] = []
    const all = [...faults]
    for (const row of rows) {
      const { fact, faults: blocked } = unblocked(row, known)
      all.push(...blocked)
      if (blocked.length === 0) {
        good.push(row)
        facts.push(fact)
      }
    }
    const preview = await deps.previewJoins(facts)
    const { importId, chunkCount: n, cursor, check } = known
    const next: Import = {
      ...known,
      cursor: toRow,
      chunkCount: n + 1,
      check: {
        rows: check.rows + lines,
        good: check.good + good.length,
        faulty: check.faulty + lines - good.length,
        errors: countRules(check.errors, all),
        linking: check.linking + facts.filter(({ seen }) => seen.length > 1).length,
        preview: addPreviews(check.preview, preview),
      },
    }
    const saved = await inTransaction({ commitIf: 'saved' }, async (tx) => {
      const chunk = { importId, n, fromRow: cursor + 1, toRow, rows: good, faults: all }
      await chunks.insert(chunk, tx)
      return imports.save(next, { tx })
    })
    return saved === 'saved' ? { ...next, revision: next.revision + 1 } : null
  }

  async function readOn(begun: Import, isStopping: () => boolean): Promise<boolean> {
    let known = begun
    const sheet = await openSheet(
      files.open(known.importId, known.sizeBytes),
      known.format as never,
    )
    const context = await contextOf(known, sheet.epoch)
    const seen = seenKeys()
    let judged: Judged = { rows: [], faults: [], lines: 0 }
    let isHead = true
    let last = known.cursor
    for await (const line of sheet.rows()) {
      if (isHead) {
        isHead = false
        continue
      }
      const { row, faults } = judge(line, context, seen)
      if (line.row <= known.cursor) {
        continue
      }
      if (known.check.rows + judged.lines >= MAX_ROWS) {
        throw new AppError('file-too-large')
      }
      judged.faults.push(...faults)
      judged = { ...judged, lines: judged.lines + 1 }
      if (row !== null) {
        judged.rows.push(row)
      }
      last = line.row
      if (judged.lines >= ROWS_IN_CHUNK) {
        const next = await keep(known, last, judged)
        if (next === null || isStopping()) {
          return false
        }
        known = next
        judged = { rows: [], faults: [], lines: 0 }
      }
    }
    const all = judged.lines === 0 ? known : await keep(known, last, judged)
    return all !== null && (await imports.save(checked(all))) === 'saved'
  }

  return async (begun: Import, { isStopping }: { isStopping(): boolean }): Promise<boolean> => {
    if (begun.cursor === 0) {
      await chunks.removeAll(begun.importId) // of an earlier check with other settings
    }
    try {
      return await readOn(begun, isStopping)
    } catch (error) {
      if (!(error instanceof AppError) || !FINAL.includes(error.code)) {
        throw error
      }
      const now = await imports.find(begun.importId)
      if (now?.status === 'checking') {
        await imports.save({ ...now, status: 'failed', failure: error.code })
      }
      return true
    }
  }
}

/** What no other attempt will make better. */
const FINAL: readonly string[] = ['file-not-readable', 'file-too-large']

/** The cursor stands at the beginning again, for the run. */
const checked = (known: Import): Import => ({
  ...known,
  status: 'checked',
  cursor: 0,
  checkedAt: new Date(),
})

export function settingsOf(settings: ImportSettings | undefined): ImportSettings {
  if (settings === undefined) {
    throw new Error('an import that is worked has settings')
  }
  return settings
}

function judge(line: SheetRow, context: RowContext, seen: ReturnType<typeof seenKeys>) {
  const reading = readRow(line, context)
  if (!reading.ok) {
    return { row: null, faults: reading.errors }
  }
  const isFirst = seen.add(rowKey(reading.value))
  const twice: RowError = { row: line.row, column: null, rule: 'duplicate-row' }
  return isFirst ? { row: reading.value, faults: [] } : { row: null, faults: [twice] }
}

function countRules(before: Import['check']['errors'], faults: readonly RowError[]) {
  const counts = { ...before }
  for (const { rule } of faults) {
    counts[rule] = (counts[rule] ?? 0) + 1
  }
  return counts
}

const addPreviews = (a: Preview, b: Preview): Preview => ({
  newMembers: a.newMembers + b.newMembers,
  knownMembers: a.knownMembers + b.knownMembers,
  newIdentifiers: a.newIdentifiers + b.newIdentifiers,
  contestedPhones: a.contestedPhones + b.contestedPhones,
  joins: a.joins + b.joins,
})
