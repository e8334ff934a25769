import type { SheetRow } from './sheet-row.js'

/** Longer than any name or number of a member list: the rest of such a cell is let go while it passes. */
export const MAX_CELL_CHARS = 2_000
export const MAX_COLUMNS = 200

const [QUOTE, LF, CR] = ['"', '\n', '\r'].map((character) => character.charCodeAt(0))
type State = 'start' | 'plain' | 'quoted' | 'quote-in-quoted'

/**
 * Splits comma separated text (RFC 4180; other delimiters, lone line feeds and blank lines too) as it comes in pieces of
 * any size. Holds one row at most, and of each cell at most `MAX_CELL_CHARS`.
 */
export function csvParser(delimiter: string) {
  const delimiterCode = delimiter.charCodeAt(0)
  let state: State = 'start'
  let row = 1
  let cells: string[] = []
  let tooLong: number[] = []
  let cell = ''
  let isAfterCr = false
  let ready: SheetRow[] = []

  function add(text: string): void {
    const room = MAX_CELL_CHARS - cell.length
    if (text.length > room && cells.length < MAX_COLUMNS && tooLong.at(-1) !== cells.length) {
      tooLong.push(cells.length)
    }
    cell += room > 0 ? text.slice(0, room) : ''
  }

  function endCell(): void {
    if (cells.length <= MAX_COLUMNS) {
      cells.push(cell)
    }
    cell = ''
    state = 'start'
  }

  function endRow(fault?: SheetRow['fault']): void {
    endCell()
    const isBlank = cells.length === 1 && cells[0] === '' && tooLong.length === 0
    if (!isBlank) {
      const reason = fault ?? (cells.length > MAX_COLUMNS ? 'too-many-columns' : undefined)
      ready.push({ row, cells, tooLong, ...(reason === undefined ? {} : { fault: reason }) })
    }
    row += 1
    cells = []
    tooLong = []
  }

  /** The index behind what was read: a run of plain characters at once. */
  function readAt(text: string, index: number): number {
    const code = text.charCodeAt(index)
    if (state === 'quoted') {
      const end = text.indexOf('"', index)
      add(text.slice(index, end === -1 ? text.length : end))
      if (end === -1) {
        return text.length
      }
      state = 'quote-in-quoted'
      return end + 1
    }
    if (state === 'quote-in-quoted' && code === QUOTE) {
      add('"')
      state = 'quoted'
      return index + 1
    }
    if (code === delimiterCode) {
      endCell()
      return index + 1
    }
    if (code === LF || code === CR) {
      isAfterCr = code === CR
      endRow()
      return index + 1
    }
    if (state === 'start' && code === QUOTE) {
      state = 'quoted'
      return index + 1
    }
    // what stands behind a closing quote, or a quote inside a plain cell, is kept as it is
    state = 'plain'
    const end = endOfRun(text, index)
    add(text.slice(index, end))
    return end
  }

  function endOfRun(text: string, from: number): number {
    for (let index = from; index < text.length; index += 1) {
      const code = text.charCodeAt(index)
      if (code === delimiterCode || code === LF || code === CR) {
        return index
      }
    }
    return text.length
  }

  const take = (): SheetRow[] => {
    const rows = ready
    ready = []
    return rows
  }

  return {
    /** The rows that are complete with this piece. */
    push(text: string): SheetRow[] {
      let index = 0
      if (isAfterCr && text.charCodeAt(0) === LF) {
        index = 1
      }
      isAfterCr = isAfterCr && text.length === 0
      while (index < text.length) {
        index = readAt(text, index)
        if (isAfterCr && index < text.length) {
          index += text.charCodeAt(index) === LF ? 1 : 0
          isAfterCr = false
        }
      }
      return take()
    },

    /** The last row, when no line break followed it. */
    end(): SheetRow[] {
      if (state === 'quoted') {
        endRow('quote-not-closed')
      } else if (cells.length > 0 || cell !== '' || state !== 'start') {
        endRow()
      }
      return take()
    },
  }
}
