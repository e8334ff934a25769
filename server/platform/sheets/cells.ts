import type { Fen } from '../money/index.js'
import type { Epoch } from './sheet-row.js'

/** Reads single cells of a sheet as people and tills write them. Pure; null for what cannot be read. */

const EMPTY_WORDS: ReadonlySet<string> = new Set([
  ...['', '-', '--', '—', '/', '无', '空', '未填', '未知', '#n/a', '#value!', '#ref!'],
  ...['null', 'undefined', 'none', 'nil', 'nan', 'n/a', 'unknown'],
])

/** One spelling of a cell: full-width characters made plain, no invisible ones, no space around. */
export const plain = (cell: string): string =>
  cell
    .normalize('NFKC')
    // a sheet exported by somebody careful has a ' before what could be a formula
    .replace(/^'(?=[=+\-@0-9])/, '')
    .replace(/\p{Cf}/gu, '')
    .trim()

export const isEmptyCell = (cell: string): boolean => EMPTY_WORDS.has(plain(cell).toLowerCase())

const DAY = /^(?<y>\d{4})[-/.年](?<m>\d{1,2})[-/.月](?<d>\d{1,2})日?(?:[ T]+(?<time>.+))?$/
const COMPACT_DAY = /^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})(?:[ T]?(?<time>.+))?$/
const TIME = /^(?<h>\d{1,2})[:时](?<i>\d{1,2})(?:[:分](?<s>\d{1,2})(?:\.\d+)?秒?|分?)?$/
const SERIAL = /^\d{1,6}(\.\d+)?$/
const SHANGHAI_MS = 8 * 60 * 60_000
const DAY_MS = 24 * 60 * 60_000
/** Day 0 of a spreadsheet that counts from 1900, its leap year 1900 that never was included; and of one from 1904. */
const SERIAL_ZERO = { 1900: Date.UTC(1899, 11, 30), 1904: Date.UTC(1904, 0, 1) } as const

/**
 * A moment by the Shanghai clock; without a time of day the beginning of the day. `epoch` allows the day numbers of
 * spreadsheets: a text file writes dates as people do.
 */
export function readMoment(cell: string, epoch: Epoch | null): Date | null {
  const text = plain(cell)
  if (epoch !== null && SERIAL.test(text)) {
    const ms = SERIAL_ZERO[epoch] + Math.round(Number(text) * DAY_MS)
    return new Date(Math.round(ms / 1_000) * 1_000 - SHANGHAI_MS)
  }
  const { y, m, d, time } = (DAY.exec(text) ?? COMPACT_DAY.exec(text))?.groups ?? {}
  const clock = time === undefined ? { h: '0', i: '0', s: '0' } : TIME.exec(time.trim())?.groups
  if (y === undefined || m === undefined || d === undefined || clock === undefined) {
    return null
  }
  const [month, day] = [Number(m), Number(d)]
  const [h, i, s] = [Number(clock.h), Number(clock.i), Number(clock.s ?? 0)]
  const midnight = new Date(Date.UTC(Number(y), month - 1, day))
  const isReal = midnight.getUTCMonth() === month - 1 && midnight.getUTCDate() === day
  if (!isReal || h > 23 || i > 59 || s > 59) {
    return null
  }
  return new Date(midnight.getTime() + ((h * 60 + i) * 60 + s) * 1_000 - SHANGHAI_MS)
}

const YUAN = /^(?<sign>-?)(?<whole>\d{1,12}|\d{1,3}(?:,\d{3}){1,3})(?:\.(?<part>\d{1,2})0*)?$/

/** An amount written in yuan, as fen; negative amounts too. Null for more than two decimals. */
export function readYuan(cell: string): Fen | null {
  const text = plain(cell).replace(/^(-?)\s*(?:[¥￥]|RMB|CNY)\s*/i, '$1')
  const { sign = '', whole, part = '' } = YUAN.exec(text.replace(/\s*元$/, ''))?.groups ?? {}
  if (whole === undefined) {
    return null
  }
  const fen = Number(`${whole.replaceAll(',', '')}${part.padEnd(2, '0')}`)
  return sign === '-' && fen !== 0 ? -fen : fen
}
