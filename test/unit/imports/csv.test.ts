import fc from 'fast-check'
import {
  csvParser,
  MAX_CELL_CHARS,
  MAX_COLUMNS,
} from '../../../server/platform/sheets/csv.js'
import { csvCell, csvLine } from '../../../server/platform/sheets/csv-line.js'

function parse(text: string, { piece = text.length || 1, delimiter = ',' } = {}) {
  const parser = csvParser(delimiter)
  const rows = []
  for (let at = 0; at < text.length; at += piece) {
    rows.push(...parser.push(text.slice(at, at + piece)))
  }
  return [...rows, ...parser.end()]
}
const cellsOf = (text: string, options = {}) => parse(text, options).map(({ cells }) => cells)

const cell = fc.stringMatching(/^[a-c", \n\r\t张会=;]{0,6}$/)
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 6 })

// Guarantee: what is written as comma separated text is read back as it was, in pieces of any size.
test('any table comes back, whatever its cells hold and wherever the pieces end', () => {
  fc.assert(
    fc.property(table, fc.integer({ min: 1, max: 7 }), (rows, piece) => {
      const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
      const text = rows.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('')
      expect(cellsOf(text, { piece })).toEqual(rows)
    }),
    { numRuns: 300 },
  )
})

// Guarantee: a piece ends nowhere: the rows are the same however a text is cut.
test('any text gives the same rows in pieces of one character as in one', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[ab",\n\r]{0,20}$/), (text) => {
      expect(parse(text, { piece: 1 })).toEqual(parse(text))
    }),
    { numRuns: 500 },
  )
})

test('line numbers are those of the sheet: blank lines count, and are left out', () => {
  const rows = parse('a,b\r\n\r\n1,2\n3,4\r5,6')
  expect(rows.map(({ row, cells }) => [row, ...cells])).toEqual([
    [1, 'a', 'b'],
    [3, '1', '2'],
    [4, '3', '4'],
    [5, '5', '6'],
  ])
})

// Guarantee: a cell of 10 MB costs as little memory as a short one, and only its own row suffers.
test('the end of a cell that is far too long is let go, the row says so, the next is whole', () => {
  const text = `会员号,姓名\n1,"${'x'.repeat(10_000_000)}"\n2,林晓\n`
  const [, long, next] = parse(text, { piece: 65_536 })
  expect(long?.tooLong).toEqual([1])
  expect(long?.cells[1]).toHaveLength(MAX_CELL_CHARS)
  expect(next).toEqual({ row: 3, cells: ['2', '林晓'], tooLong: [] })
})

test('a row with far too many columns is told and not held', () => {
  const [row] = parse('x,'.repeat(100_000))
  expect(row?.fault).toBe('too-many-columns')
  expect(row?.cells.length).toBeLessThanOrEqual(MAX_COLUMNS + 1)
})

test('a quote that is never closed is told at its row', () => {
  expect(parse('a,b\n1,"2\n3,4\n').map(({ row, fault }) => [row, fault])).toEqual([
    [1, undefined],
    [2, 'quote-not-closed'],
  ])
})

// Guarantee: no list that we give out runs a formula in the spreadsheet of who opens it.
test.each(['=1+1', '+86', '-1', '@SUM(A1)', '\t=1', ' =1', '＝1', '\r\n=cmd|x'])(
  'what a spreadsheet would run is text: %j',
  (text) => {
    expect(csvCell(text).replace(/^"/, '')).toMatch(/^'/)
  },
)

test('numbers and plain texts go out as they are', () => {
  expect(csvLine([12, '林晓', 'a"b', 'x,y'])).toBe('12,林晓,"a""b","x,y"\r\n')
})
