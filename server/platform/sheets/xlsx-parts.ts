import sax from 'sax'
import { AppError } from '../errors/index.js'
import type { Epoch, SheetRow } from './sheet-row.js'
import { MAX_CELL_CHARS, MAX_COLUMNS } from './csv.js'

/** The XML inside a workbook (ECMA-376 part 1, 18): the first sheet, the shared texts, the rows. */

const MAX_SHARED_CHARS = 64 * 1024 * 1024
const MAX_EMPTY_ROWS = 2_000_000

type Handlers = Readonly<{
  open(name: string, attributes: Readonly<Record<string, string>>): void
  close?(name: string): void
  text?(text: string): void
}>

/** Throws `file-not-readable` at the first fault. Entities of a document type are unknown and therefore a fault. */
function xmlParser({ open, close, text }: Handlers) {
  const parser = sax.parser(true, { position: false })
  const local = (name: string) => name.slice(name.indexOf(':') + 1)
  parser.onerror = (cause) => {
    throw new AppError('file-not-readable', { cause })
  }
  parser.onopentag = ({ name, attributes }) =>
    open(local(name), attributes as Record<string, string>)
  parser.onclosetag = (name) => close?.(local(name))
  parser.ontext = (value) => text?.(value)
  parser.oncdata = (value) => text?.(value)
  return parser
}

export function firstSheetOf(xml: string): Readonly<{ relationId: string; epoch: Epoch }> {
  let relationId: string | undefined
  let epoch: Epoch = 1900
  xmlParser({
    open(name, attributes) {
      if (name === 'workbookPr' && ['1', 'true'].includes(attributes['date1904'] ?? '')) {
        epoch = 1904
      }
      if (name === 'sheet') {
        const [, id] = Object.entries(attributes).find(([key]) => key.endsWith(':id')) ?? []
        relationId ??= id
      }
    },
  })
    .write(xml)
    .close()
  if (relationId === undefined) {
    throw new AppError('file-not-readable')
  }
  return { relationId, epoch }
}

/** The name of the part that a relation of the workbook leads to. */
export function targetOf(xml: string, relationId: string): string {
  let target: string | undefined
  xmlParser({
    open(name, attributes) {
      if (name === 'Relationship' && attributes['Id'] === relationId) {
        target = attributes['Target']
      }
    },
  })
    .write(xml)
    .close()
  const path = target ?? ''
  return path.startsWith('/') ? path.slice(1) : `xl/${path}`
}

export function sharedStringsParser() {
  const texts: string[] = []
  let current = ''
  let isText = false
  let phonetic = 0
  let held = 0
  const parser = xmlParser({
    open(name) {
      if (name === 'si') {
        current = ''
      }
      phonetic += name === 'rPh' ? 1 : 0
      isText = name === 't' && phonetic === 0
    },
    close(name) {
      isText = false
      phonetic -= name === 'rPh' ? 1 : 0
      if (name === 'si') {
        texts.push(current)
        held += current.length
        if (held > MAX_SHARED_CHARS) {
          throw new AppError('file-too-large')
        }
      }
    },
    text(value) {
      if (isText && current.length <= MAX_CELL_CHARS) {
        current += value
      }
    },
  })
  return { texts: texts as readonly string[], push: (xml: string) => void parser.write(xml) }
}

/** Rows with their numbers; empty ones are left out, as are columns beyond the last that is read. */
export function sheetParser(shared: readonly string[]) {
  let ready: SheetRow[] = []
  let row = 0
  let cells: string[] = []
  let tooLong: number[] = []
  let column = -1
  let type = 'n'
  let value = ''
  let isValue = false
  let isTooWide = false

  function endCell(): void {
    if (column >= MAX_COLUMNS) {
      isTooWide ||= value !== ''
      return
    }
    const text = textOfCell(type, value, shared)
    if (text === '') {
      return
    }
    if (text.length > MAX_CELL_CHARS) {
      tooLong.push(column)
    }
    while (cells.length < column) {
      cells.push('')
    }
    cells[column] = text.slice(0, MAX_CELL_CHARS)
  }

  function endRow(): void {
    if (cells.length > 0) {
      ready.push({ row, cells, tooLong, ...(isTooWide ? { fault: 'too-many-columns' } : {}) })
    }
    cells = []
    tooLong = []
    isTooWide = false
  }

  const parser = xmlParser({
    open(name, attributes) {
      if (name === 'row') {
        const told = Number(attributes['r'] ?? row + 1)
        row = told > row && told <= MAX_EMPTY_ROWS ? told : row + 1
        column = -1
      } else if (name === 'c') {
        column = columnOf(attributes['r']) ?? column + 1
        type = attributes['t'] ?? 'n'
        value = ''
      }
      isValue = name === 'v' || name === 't'
    },
    close(name) {
      isValue = false
      if (name === 'c') {
        endCell()
      } else if (name === 'row') {
        endRow()
      }
    },
    text(text) {
      if (isValue && value.length <= MAX_CELL_CHARS) {
        value += text
      }
    },
  })
  const take = (): SheetRow[] => {
    const rows = ready
    ready = []
    return rows
  }
  return {
    push(xml: string): SheetRow[] {
      parser.write(xml)
      return take()
    },
    end(): SheetRow[] {
      parser.close()
      return take()
    },
  }
}

/** `AB12` → 27; undefined without a reference. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^([A-Z]{1,3})\d+$/.exec(reference ?? '')?.[1]
  return letters === undefined
    ? undefined
    : [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function textOfCell(type: string, value: string, shared: readonly string[]): string {
  if (type === 's') {
    return shared[Number(value)] ?? ''
  }
  return type === 'n' && value !== '' ? numberText(value) : value
}

/** As a sheet shows it: 1.3812345678E10 is a phone number, and 12.299999999999999 was typed as 12.3. */
function numberText(value: string): string {
  const number = Number(value)
  if (!Number.isFinite(number)) {
    return value
  }
  // digits beyond the 15 that a spreadsheet keeps are those of a text
  return /^\d{16,}$/.test(value) ? value : plainDigits(Number(number.toPrecision(15)))
}

const plainDigits = (number: number): string =>
  Number.isSafeInteger(number) ? String(number) : number.toFixed(10).replace(/\.?0+$/, '')
