import { ok, refuse, type Result } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import { faultOfMapping, type ImportKind, type Mapping } from './columns.domain.js'
import type { ImportRefusal } from './imports.errors.js'
import type { RowRule } from './rows.domain.js'

/** The life of an import. Pure. */

export type ImportStatus =
  /** The file is on its way; nobody sees it yet. */
  | 'uploading'
  | 'uploaded'
  | 'checking'
  | 'checked'
  | 'running'
  | 'stopped'
  | 'done'
  | 'undoing'
  | 'undone'
  /** The file cannot be read; `failure` says why. */
  | 'failed'

export const WORKING: readonly ImportStatus[] = ['checking', 'running', 'undoing']

/** What the person importing says about the file. */
export type ImportSettings = Readonly<{
  mapping: Mapping
  /** Whose numbers these are: scopes member numbers and order numbers. */
  source: string
  /** Its member numbers and phones count as claims (identity.md 2.1, steps 4 and 5). */
  isTrusted: boolean
  /** The source has proved that the phones belong to the members; else they only suggest. */
  phonesVerified: boolean
  /** The moment of which the list tells; orders have their own. */
  statedAt: Date
}>

export type Preview = Readonly<{
  newMembers: number
  knownMembers: number
  newIdentifiers: number
  /** Rows whose phone belongs to somebody else already. */
  contestedPhones: number
  /** Rows whose identifiers belong to two customers today: may become one, or be held for review. */
  joins: number
}>

export type Import = Readonly<{
  importId: Id<'imp'>
  revision: number // as read; guards the write, which adds one
  kind: ImportKind
  fileName: string
  sizeBytes: number
  /** `csv utf-8 ,` or `xlsx`, as the reader tells it. */
  format:
    Readonly<{ type: 'csv'; encoding: string; delimiter: string }> | Readonly<{ type: 'xlsx' }>
  status: ImportStatus
  header: readonly string[]
  settings?: ImportSettings
  /** The last line of the stage that is worked: where a killed run goes on. */
  cursor: number
  chunkCount: number
  check: Readonly<{
    rows: number
    good: number
    faulty: number
    errors: Readonly<Partial<Record<RowRule, number>>>
    /** Rows that show two identifiers of one person: these leave evidence. */
    linking: number
    preview: Preview
  }>
  run: Readonly<{ rows: number; imported: number; refused: number }>
  undo: Readonly<{ rows: number; removed: number; kept: number }>
  failure?: string
  createdAt: Date
  createdBy: Readonly<{ operatorId: string; name: string }>
  /** Who asked for the undo and why; told to identity when the evidence is retracted. */
  undoing?: Readonly<{ operatorId: string; name: string; reason: string }>
  checkedAt?: Date
  startedAt?: Date
  endedAt?: Date
  undoneAt?: Date
  /** The file and the rows go then; what the import did stays. */
  forgetAt?: Date
}>

export const NO_CHECK: Import['check'] = {
  rows: 0,
  good: 0,
  faulty: 0,
  errors: {},
  linking: 0,
  preview: { newMembers: 0, knownMembers: 0, newIdentifiers: 0, contestedPhones: 0, joins: 0 },
}
export const NO_RUN: Import['run'] = { rows: 0, imported: 0, refused: 0 }
export const NO_UNDO: Import['undo'] = { rows: 0, removed: 0, kept: 0 }

/** The own shop: nobody else may speak for it. */
const RESERVED_SOURCES: readonly string[] = ['huike', 'wecom', 'mini', 'pay']

/** Every evidence of an import has this source, so that one import can be retracted as one. */
export const evidenceSource = (importId: Id<'imp'>): string => `import:${importId}`
/** Once per line for ever: the key of its event, its timeline entry and its evidence. */
export const rowEventKey = (importId: Id<'imp'>, row: number): string => `import:${importId}:${row}`

type Decision = Result<Import, ImportRefusal>

const BEFORE_RUN: readonly ImportStatus[] = ['uploaded', 'checked', 'failed']

/** Reads the file with these settings; again as often as wanted, until it is run. */
export function decideCheck(known: Import, settings: ImportSettings, now: Date): Decision {
  if (!BEFORE_RUN.includes(known.status)) {
    return refuse('import-not-in-state', known.status)
  }
  if (known.forgetAt === undefined || known.forgetAt <= now) {
    return refuse('import-file-gone')
  }
  if (RESERVED_SOURCES.includes(settings.source)) {
    return refuse('source-reserved')
  }
  const fault = faultOfMapping(known.kind, settings.mapping, known.header.length)
  if (fault !== null) {
    return refuse('mapping-invalid', fault)
  }
  if (settings.statedAt > now || (settings.phonesVerified && !settings.isTrusted)) {
    return refuse('settings-invalid')
  }
  const { failure: _failure, checkedAt: _checkedAt, ...rest } = known
  const fresh = { cursor: 0, chunkCount: 0, check: NO_CHECK }
  return ok({ ...rest, ...fresh, settings, status: 'checking' })
}

/** Begins, or goes on where it was stopped. */
export function decideRun(known: Import, now: Date): Decision {
  if (known.status === 'stopped') {
    if (known.forgetAt === undefined || known.forgetAt <= now) {
      return refuse('import-file-gone')
    }
    const { endedAt: _endedAt, ...rest } = known
    return ok({ ...rest, status: 'running' })
  }
  if (known.status !== 'checked') {
    return refuse('import-not-in-state', known.status)
  }
  if (known.check.good === 0) {
    return refuse('import-has-no-rows')
  }
  if (known.forgetAt === undefined || known.forgetAt <= now) {
    return refuse('import-file-gone')
  }
  return ok({ ...known, status: 'running', cursor: 0, startedAt: now })
}

export function decideStop(known: Import, now: Date): Decision {
  return known.status === 'running'
    ? ok({ ...known, status: 'stopped', endedAt: now })
    : refuse('import-not-in-state', known.status)
}

type Undoing = NonNullable<Import['undoing']>

/** Takes everything back that it has brought. */
export function decideUndo(known: Import, undoing: Undoing): Decision {
  if (known.status !== 'done' && known.status !== 'stopped') {
    return refuse('import-not-in-state', known.status)
  }
  return ok({ ...known, status: 'undoing', cursor: 0, undoing })
}
