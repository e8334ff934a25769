/**
 * The text of a bill: UTF-8 with BOM, lines ended by CRLF or LF, a head, rows with a backtick before every value, a summary
 * head and one summary row. Nothing is quoted: a comma inside a value stays as it is. Source: WeChat Pay v3, 交易账单, 资金账单.
 */
export type BillShape = Readonly<{
  /** Of the columns that are read; others may be there, in any order. */
  columns: readonly string[]
  /** Written by people, so that it may hold whatever separates values: what stands behind it is counted from the end. */
  freeText: string
  /** Of the summary: how many rows there are. */
  countColumn: string
}>

/** The bill is not what a bill looks like: nothing of it is believed. */
export class BillUnreadable extends Error {}

/** Longer lines are no rows of a bill. */
const MAX_LINE_CHARS = 16_384

/** The values of each row, in the order of `columns`. Throws `BillUnreadable`, also for a bill that ends before its summary. */
export async function* billRows(
  chunks: AsyncIterable<Buffer>,
  { columns, freeText, countColumn }: BillShape,
): AsyncGenerator<readonly string[]> {
  let pick: ((cells: readonly string[]) => readonly string[]) | null = null
  let countAt = -1
  let rows = 0
  let counted: string | undefined
  for await (const lines of linesOf(chunks)) {
    for (const line of lines) {
      if (!line.startsWith('`')) {
        const names = line.split(',')
        if (pick === null) {
          pick = pickerOf(names, { columns, freeText })
        } else {
          countAt = names.indexOf(countColumn)
        }
      } else if (countAt >= 0) {
        counted = cellsOf(line)[countAt]
      } else if (pick === null) {
        throw new BillUnreadable('a row before the head')
      } else {
        rows += 1
        yield pick(cellsOf(line))
      }
    }
  }
  if (counted !== String(rows)) {
    throw new BillUnreadable(`${rows} rows, its summary says ${counted ?? 'nothing'}`)
  }
}

const cellsOf = (line: string) => line.slice(1).split(',`')

function pickerOf(
  names: readonly string[],
  { columns, freeText }: Pick<BillShape, 'columns' | 'freeText'>,
) {
  const places = columns.map((column) => names.indexOf(column))
  const freeAt = names.indexOf(freeText)
  if (places.includes(-1) || freeAt < 0) {
    throw new BillUnreadable('a column is missing')
  }
  return (cells: readonly string[]): readonly string[] => {
    const surplus = cells.length - names.length
    if (surplus < 0) {
      throw new BillUnreadable('a row is too short')
    }
    return places.map((place) => (cells[place <= freeAt ? place : place + surplus] ?? '').trim())
  }
}

/** Whole lines, as many as a chunk holds; empty ones are left out. */
async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<string[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let rest = ''
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > MAX_LINE_CHARS) {
      throw new BillUnreadable('a line without end')
    }
    yield lines.flatMap(trimmed)
  }
  yield trimmed(rest + decoder.decode())
}

function trimmed(line: string): string[] {
  const text = line.endsWith('\r') ? line.slice(0, -1) : line
  return text === '' ? [] : [text]
}
