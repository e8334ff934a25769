import { isEmptyCell, plain, readMoment, readYuan } from '../../platform/sheets/cells.js'
import type { Epoch, SheetRow } from '../../platform/sheets/sheet-row.js'
import type { Field, ImportKind, Mapping } from './columns.domain.js'

/** What is wrong with a row; the sentence for people is in the console. */
export type RowRule =
  | 'required'
  | 'too-long'
  | 'id-blocked'
  | 'phone-masked'
  | 'phone-not-mainland'
  | 'phone-blocked'
  | 'date-unreadable'
  | 'date-in-future'
  | 'date-too-old'
  | 'amount-unreadable'
  | 'amount-negative'
  | 'store-unknown'
  | 'duplicate-row'
  | 'quote-not-closed'
  | 'too-many-columns'
  // Told while the rows are imported:
  | 'order-already-paid'
  | 'order-known'
  | 'source-is-reserved'
  | 'refused'

/** `column`: index in the sheet; null for the whole row. Never holds what the cell said. */
export type RowError = Readonly<{ row: number; column: number | null; rule: RowRule }>

type Person = Readonly<{ memberNo?: string; phone?: string; storeCode?: string }>
export type MemberRow = Person &
  Readonly<{ kind: 'members'; row: number; name?: string; firstAt?: number; spendFen?: number }>
export type OrderRow = Person &
  Readonly<{
    kind: 'orders'
    row: number
    orderNo: string
    paidAt: number
    paidFen: number
    channel?: string
  }>
/** A row that can be imported. Moments in milliseconds: rows are kept as JSON. */
export type GoodRow = MemberRow | OrderRow
export type RowReading =
  Readonly<{ ok: true; value: GoodRow }> | Readonly<{ ok: false; errors: readonly RowError[] }>

type PhoneReading =
  | Readonly<{ ok: true; phone: string }>
  | Readonly<{
      ok: false
      reason: 'phone-empty' | 'phone-masked' | 'phone-not-mainland' | 'phone-blocked'
    }>

export type RowContext = Readonly<{
  kind: ImportKind
  mapping: Mapping
  /** Day numbers of a spreadsheet count as dates; null in text files. */
  epoch: Epoch | null
  now: Date
  /** By code and by name, in one spelling. */
  storeCodes: ReadonlyMap<string, string>
  readPhone(text: string): PhoneReading
  isBlockedId(value: string): boolean
}>

const MAX = { memberNo: 64, name: 60, orderNo: 64, channel: 40 } as const
/** Earlier than any chain of today kept books in a computer: a typing mistake or a default of the till. */
const EARLIEST = Date.UTC(2000, 0, 1) - 8 * 60 * 60_000
const AHEAD_MS = 5 * 60_000

/** Reads one row by the mapping; everything that is wrong with it at once. */
export function readRow(sheet: SheetRow, context: RowContext): RowReading {
  const { row } = sheet
  if (sheet.fault !== undefined) {
    return { ok: false, errors: [{ row, column: null, rule: sheet.fault }] }
  }
  const cells = cellReader(sheet, context)
  const person = {
    memberNo: cells.id('memberNo', MAX.memberNo),
    phone: cells.phone(),
    storeCode: cells.store(),
  }
  const value =
    context.kind === 'members'
      ? {
          kind: 'members' as const,
          row,
          ...person,
          name: cells.text('name', MAX.name),
          firstAt: cells.moment('firstDate'),
          spendFen: cells.amount('spend'),
        }
      : {
          kind: 'orders' as const,
          row,
          ...person,
          orderNo: cells.required('orderNo', cells.id('orderNo', MAX.orderNo)) ?? '',
          paidAt: cells.required('paidAt', cells.moment('paidAt')) ?? 0,
          paidFen: cells.required('paid', cells.amount('paid')) ?? 0,
          channel: cells.text('channel', MAX.channel),
        }
  if (context.kind === 'members' && cells.errors.length === 0 && isNobody(person)) {
    cells.errors.push({ row, column: null, rule: 'required' })
  }
  return cells.errors.length === 0
    ? { ok: true, value: withoutUndefined(value) }
    : { ok: false, errors: cells.errors }
}

const isNobody = ({ memberNo, phone }: Person): boolean =>
  memberNo === undefined && phone === undefined

const withoutUndefined = <Value extends object>(value: Value): Value =>
  Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as Value

/** What makes two rows of one file the same: the order number, else the card, else the phone. */
export function rowKey(row: GoodRow): string {
  if (row.kind === 'orders') {
    return `order:${row.orderNo}`
  }
  return row.memberNo === undefined ? `phone:${row.phone ?? ''}` : `member:${row.memberNo}`
}

function cellReader(sheet: SheetRow, context: RowContext) {
  const { row } = sheet
  const errors: RowError[] = []
  const fail = (field: Field, rule: RowRule): undefined => {
    errors.push({ row, column: context.mapping[field] ?? null, rule })
    return undefined
  }
  /** Undefined for a column that is not there, an empty cell, or one that is too long, which is told. */
  const cell = (field: Field): string | undefined => {
    const column = context.mapping[field]
    if (column === undefined) {
      return undefined
    }
    if (sheet.tooLong.includes(column)) {
      return fail(field, 'too-long')
    }
    const text = sheet.cells[column] ?? ''
    return isEmptyCell(text) ? undefined : text
  }
  const text = (field: Field, max: number): string | undefined => {
    const value = cell(field)
    if (value === undefined) {
      return undefined
    }
    const clean = plain(value)
    return clean.length > max ? fail(field, 'too-long') : clean
  }
  return {
    errors,
    text,
    required<Value>(field: Field, value: Value | undefined): Value | undefined {
      const isTold = errors.some(({ column }) => column === context.mapping[field])
      return value === undefined && !isTold ? fail(field, 'required') : value
    },
    id(field: 'memberNo' | 'orderNo', max: number): string | undefined {
      const value = text(field, max)
      return value !== undefined && context.isBlockedId(value) ? fail(field, 'id-blocked') : value
    },
    phone(): string | undefined {
      const value = cell('phone')
      const reading = value === undefined ? undefined : context.readPhone(value)
      if (reading === undefined || (!reading.ok && reading.reason === 'phone-empty')) {
        return undefined
      }
      return reading.ok ? reading.phone : fail('phone', reading.reason as RowRule)
    },
    store(): string | undefined {
      const value = cell('store')
      if (value === undefined) {
        return undefined
      }
      return context.storeCodes.get(plain(value)) ?? fail('store', 'store-unknown')
    },
    moment(field: 'firstDate' | 'paidAt'): number | undefined {
      const value = cell(field)
      if (value === undefined) {
        return undefined
      }
      const at = readMoment(value, context.epoch)?.getTime()
      if (at === undefined || Number.isNaN(at)) {
        return fail(field, 'date-unreadable')
      }
      if (at > context.now.getTime() + AHEAD_MS) {
        return fail(field, 'date-in-future')
      }
      return at < EARLIEST ? fail(field, 'date-too-old') : at
    },
    amount(field: 'spend' | 'paid'): number | undefined {
      const value = cell(field)
      if (value === undefined) {
        return undefined
      }
      const fen = readYuan(value)
      if (fen === null) {
        return fail(field, 'amount-unreadable')
      }
      return fen < 0 ? fail(field, 'amount-negative') : fen
    },
  }
}
