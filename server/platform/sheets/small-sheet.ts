import { AppError, ok, refuse, type Result } from '../errors/index.js'
import { formatProbe, type FormatFault } from './format.js'
import { openSheet } from './rows.js'
import type { SheetRow } from './sheet-row.js'

/** A file that is held as a whole: its first line with something in it, and those below. */
export type SmallSheet = Readonly<{ head: readonly string[]; rows: readonly SheetRow[] }>
type Fault = FormatFault | 'file-not-readable' | 'file-too-large' | 'file-has-no-head'

/** Reads CSV or XLSX of at most `maxRows` lines below the head. */
export async function readSmallSheet(
  bytes: Buffer,
  { maxRows }: Readonly<{ maxRows: number }>,
): Promise<Result<SmallSheet, Fault>> {
  const probe = formatProbe()
  probe.push(bytes)
  const format = probe.end()
  if (!format.ok) {
    return refuse(format.code)
  }
  const file = { sizeBytes: bytes.length, partBytes: bytes.length, part: async () => bytes }
  try {
    const sheet = await openSheet(file, format.value)
    const lines: SheetRow[] = []
    for await (const line of sheet.rows()) {
      lines.push(line)
      if (lines.length > maxRows + 1) {
        return refuse('file-too-large', `at most ${maxRows} rows`)
      }
    }
    const [head, ...rows] = lines
    return head === undefined
      ? refuse('file-has-no-head')
      : ok({ head: head.cells.map((cell) => cell.trim()), rows })
  } catch (error) {
    const code = error instanceof AppError ? error.code : null
    if (code === 'file-not-readable' || code === 'file-too-large') {
      return refuse(code)
    }
    throw error
  }
}
