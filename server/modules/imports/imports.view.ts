import type { z } from 'zod'
import { proposeMapping } from './columns.domain.js'
import type { ImportDetail, ImportView } from './imports.contract.js'
import type { Import } from './imports.domain.js'
import type { RowError, RowRule } from './rows.domain.js'

/** A mobile number or a landline, however it is written, whatever column it stands in. */
const PHONE = /(?<!\d)(?:1[3-9](?:[\s-]?\d){9}|0\d{2,3}[\s-]?\d{7,8})(?!\d)/g

export function importView(known: Import): z.input<typeof ImportView> {
  const { settings, format, check, status } = known
  const isOver = status === 'done' || status === 'stopped'
  return {
    importId: known.importId,
    kind: known.kind,
    fileName: known.fileName,
    sizeBytes: known.sizeBytes,
    format: format.type,
    encoding: format.type === 'csv' ? format.encoding : null,
    status: status === 'uploading' ? 'uploaded' : status,
    failure: known.failure ?? null,
    settings:
      settings === undefined
        ? null
        : { ...settings, statedAt: settings.statedAt.toISOString(), mapping: settings.mapping },
    check: {
      rows: check.rows,
      good: check.good,
      faulty: check.faulty,
      errors: Object.entries(check.errors).map(([rule, count]) => ({
        rule: rule as RowRule,
        count,
      })),
      preview: check.preview,
    },
    run: known.run,
    undo: known.undo,
    createdAt: known.createdAt.toISOString(),
    createdBy: known.createdBy.name,
    startedAt: known.startedAt?.toISOString() ?? null,
    endedAt: known.endedAt?.toISOString() ?? null,
    undoneAt: known.undoneAt?.toISOString() ?? null,
    fileUntil: known.forgetAt?.toISOString() ?? null,
    canUndo: isOver,
  }
}

type Parts = Readonly<{ sample: readonly (readonly string[])[]; faults: readonly RowError[] }>

export function importDetail(known: Import, parts: Parts): z.input<typeof ImportDetail> {
  return {
    ...importView(known),
    header: [...known.header],
    sample: parts.sample.map((row) => row.map(masked)),
    proposal: proposeMapping(known.kind, known.header),
    faults: [...parts.faults],
  }
}

function masked(cell: string): string {
  const hidden = (phone: string) => `${phone.slice(0, 3)}****${phone.slice(-4)}`
  return cell.normalize('NFKC').replace(PHONE, hidden)
}
