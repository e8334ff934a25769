import { readYuan } from '../../../platform/sheets/cells.js'
import type { SheetRow } from '../../../platform/sheets/sheet-row.js'
import { WORDS, type Column, type ReadColumn } from './columns.domain.js'

/** What is wrong with a row; the sentence for people is in the console. */
export type RowRule =
  | 'required'
  | 'too-long'
  | 'code-unreadable'
  | 'code-repeated'
  | 'code-taken'
  | 'amount-unreadable'
  | 'kind-unknown'
  | 'kind-is-fixed'
  | 'status-unknown'
  | 'store-unknown'
  | 'stock-unreadable'
  | 'stock-needed'
  | 'stock-below-committed'
  | 'product-unknown'
  | 'product-disagrees'
  | 'too-many-skus'
  | 'compared-price-not-higher'
  | 'compared-price-not-lowest'
  | 'compared-price-raised-first'
  | 'quote-not-closed'
  | 'too-many-columns'
/** `row` as the sheet counts, head = 1; `column` null: the whole row. */
export type RowError = Readonly<{ row: number; column: Column | null; rule: RowRule }>

type Kind = keyof typeof WORDS.kind
type Status = keyof typeof WORDS.status
/** A row that can be read. What is undefined was not told: it stays as it is. */
export type ProductRow = Readonly<{
  row: number
  name: string
  category?: string
  kind?: Kind
  status?: Status
  /** null: all of them */
  stores?: readonly string[] | null
  productId?: string
  skuName?: string
  code: string
  priceFen: number
  /** null: none */
  comparedFen?: number | null
  comparedBase?: string | null
  /** null: unlimited */
  stock?: number | null
  description?: string
}>
type Reading =
  Readonly<{ ok: true; value: ProductRow }> | Readonly<{ ok: false; errors: readonly RowError[] }>

const CODE = /^[0-9A-Za-z._-]{1,40}$/
const UNITS = /^\d{1,6}$|^1000000$/
const MAX_PRICE_FEN = 10_000_000
const LONGEST = {
  name: 60,
  category: 20,
  skuName: 40,
  comparedBase: 20,
  description: 2_000,
} as const
/** Put before what a spreadsheet would run, when the file was written. */
const GUARDED = /^'(?=[\s]*[=+\-@\t\r＝＋－＠])/

/** Reads one line of a product sheet. */
export function readProductRow(line: SheetRow, columns: ReadonlyMap<Column, number>): Reading {
  const { row, cells, fault } = line
  if (fault !== undefined) {
    return { ok: false, errors: [{ row, column: null, rule: fault }] }
  }
  const errors: RowError[] = []
  const wrong = (column: Column, rule: RowRule): undefined => {
    errors.push({ row, column, rule })
    return undefined
  }
  /** Undefined: the file has no such column. */
  const cell = (column: ReadColumn): string | undefined => {
    const index = columns.get(column)
    return index === undefined ? undefined : (cells[index] ?? '').replace(GUARDED, '').trim()
  }
  const text = (column: keyof typeof LONGEST): string | undefined => {
    const value = cell(column)
    return value !== undefined && value.length > LONGEST[column] ? wrong(column, 'too-long') : value
  }
  const needed = (column: 'name' | 'code' | 'price', value: string | undefined): string =>
    value === undefined || value === '' ? (wrong(column, 'required') ?? '') : value
  /** What may be left empty to stay as it is. */
  const told = <Value>(column: ReadColumn, read: (value: string) => Value | undefined) => {
    const value = cell(column)
    return value === undefined || value === '' ? undefined : read(value)
  }
  const amount = (column: 'price' | 'compared', value: string): number | undefined => {
    const fen = readYuan(value)
    const isPrice = fen !== null && fen >= 1 && fen <= MAX_PRICE_FEN
    return isPrice ? fen : wrong(column, 'amount-unreadable')
  }

  const name = needed('name', text('name'))
  const code = needed('code', cell('code'))
  if (code !== '' && !CODE.test(code)) {
    wrong('code', 'code-unreadable')
  }
  const price = needed('price', cell('price'))
  const compared = cell('compared')
  const base = text('comparedBase')
  const value = {
    row,
    name,
    code,
    priceFen: price === '' ? 0 : (amount('price', price) ?? 0),
    category: text('category') || undefined,
    skuName: text('skuName') || undefined,
    productId: cell('productId') || undefined,
    description: text('description'),
    kind: told('kind', (word) => keyOf(WORDS.kind, word) ?? wrong('kind', 'kind-unknown')),
    status: told(
      'status',
      (word) => keyOf(WORDS.status, word) ?? wrong('status', 'status-unknown'),
    ),
    stores: told('stores', (list) => (list === WORDS.allStores ? null : codesOf(list))),
    comparedFen:
      compared === undefined || compared === '' ? emptied(compared) : amount('compared', compared),
    comparedBase: base === '' ? null : base,
    stock: told('stock', (word) =>
      word === WORDS.unlimited
        ? null
        : UNITS.test(word)
          ? Number(word)
          : wrong('stock', 'stock-unreadable'),
    ),
  }
  const kept = Object.entries(value).filter(([, one]) => one !== undefined)
  return errors.length > 0
    ? { ok: false, errors }
    : { ok: true, value: Object.fromEntries(kept) as ProductRow }
}

/** An empty cell says that there is none; a column that is missing says nothing. */
const emptied = (cell: string | undefined): null | undefined =>
  cell === undefined ? undefined : null

const codesOf = (list: string): string[] => [
  ...new Set(list.split(/[\s,，、;；|]+/).filter((code) => code !== '')),
]

function keyOf<Key extends string>(
  words: Readonly<Record<Key, string>>,
  word: string,
): Key | undefined {
  return (Object.keys(words) as Key[]).find((key) => words[key] === word || key === word)
}
