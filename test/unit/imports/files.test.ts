import { formatProbe } from '../../../server/platform/sheets/format.js'
import { openSheet } from '../../../server/platform/sheets/rows.js'
import { inParts, readAll, workbook, zip } from './files.js'

/** 会员号,姓名 / 1,林晓 in GBK. */
const GBK = Buffer.from([
  ...[0xbb, 0xe1, 0xd4, 0xb1, 0xba, 0xc5, 0x2c, 0xd0, 0xd5, 0xc3, 0xfb, 0x0a],
  ...[0x31, 0x2c, 0xc1, 0xd6, 0xcf, 0xfe, 0x0a],
])
const TEXT = '会员号,姓名\n1,林晓\n'

function probe(bytes: Buffer, piece = 7) {
  const format = formatProbe()
  for (let at = 0; at < bytes.length; at += piece) {
    format.push(bytes.subarray(at, at + piece))
  }
  return format.end()
}

async function rowsOf(bytes: Buffer, partBytes = 11) {
  const format = probe(bytes)
  if (!format.ok) {
    throw new Error(format.code)
  }
  const sheet = await openSheet(inParts(bytes, partBytes), format.value)
  const rows = []
  for await (const row of sheet.rows()) {
    rows.push(row)
  }
  return rows
}
const cellsOf = async (bytes: Buffer) => (await rowsOf(bytes)).map(({ cells }) => cells)

// Guarantee: a list is read in whatever encoding a till wrote it, wherever the pieces of the file end.
test.each<[string, Buffer, string]>([
  ['UTF-8', Buffer.from(TEXT), 'utf-8'],
  ['UTF-8 with a mark', Buffer.from(`\uFEFF${TEXT}`), 'utf-8'],
  ['GBK', GBK, 'gb18030'],
  ['UTF-16', Buffer.from(`\uFEFF${TEXT}`, 'utf16le'), 'utf-16le'],
  ['UTF-16, big end first', Buffer.from(`\uFEFF${TEXT}`, 'utf16le').swap16(), 'utf-16be'],
])('a list in %s is read', async (_name, bytes, encoding) => {
  expect(probe(bytes)).toEqual({ ok: true, value: { type: 'csv', encoding, delimiter: ',' } })
  expect(await cellsOf(bytes)).toEqual([
    ['会员号', '姓名'],
    ['1', '林晓'],
  ])
})

test('GBK that begins after a long stretch of plain letters is found out', () => {
  const bytes = Buffer.concat([Buffer.from('a,b\n'.repeat(100_000)), GBK])
  expect(probe(bytes, 65_536)).toMatchObject({ value: { encoding: 'gb18030' } })
})

test.each([
  ['a\tb\n1,5\t2', '\t'],
  ['a;b;c\n1,5', ';'],
  ['"a;b;c;d",e\n', ','],
])('the delimiter of %j is found', (text, delimiter) => {
  expect(probe(Buffer.from(text))).toMatchObject({ value: { delimiter } })
})

// Guarantee: only a sheet is taken for one, whatever its name says.
test.each<[string, Buffer, string]>([
  ['nothing', Buffer.alloc(0), 'file-empty'],
  ['an old Excel file', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'file-is-old-excel'],
  ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'file-not-a-sheet'],
  ['a page', Buffer.from('<!DOCTYPE html><html></html>'), 'file-not-a-sheet'],
  ['a PDF', Buffer.from('%PDF-1.7\n'), 'file-not-a-sheet'],
  ['bytes of no encoding', Buffer.from([0x61, 0x2c, 0xff, 0xff, 0x0a]), 'file-not-a-sheet'],
])('%s is refused', (_what, bytes, code) => {
  expect(probe(bytes)).toEqual({ ok: false, code })
})

test('a workbook is read piece by piece: texts, shared texts, numbers, gaps', async () => {
  const bytes = workbook(
    [
      ['会员号', '手机', '日期', '金额', '备注'],
      [{ shared: 0 }, 13912346021, 44260, 12.299999999999999, ''],
      [],
      ['a&b', 1.3912346022e10, '', '', '<x>'],
    ],
    { shared: ['M001'] },
  )
  expect(await rowsOf(bytes)).toEqual([
    { row: 1, cells: ['会员号', '手机', '日期', '金额', '备注'], tooLong: [] },
    { row: 2, cells: ['M001', '13912346021', '44260', '12.3'], tooLong: [] },
    { row: 4, cells: ['a&b', '13912346022', '', '', '<x>'], tooLong: [] },
  ])
})

test('from which year the day numbers of a workbook count is told', async () => {
  const sheet = await openSheet(inParts(workbook([['a']], { date1904: true })), { type: 'xlsx' })
  expect(sheet.epoch).toBe(1904)
})

test('a cell of 10 MB in a workbook is cut off and told', async () => {
  const [row] = await rowsOf(workbook([['x'.repeat(10_000_000), 'b']]))
  expect(row).toMatchObject({ tooLong: [0] })
  expect(row?.cells[0]?.length).toBeLessThanOrEqual(2_000)
  expect(row?.cells[1]).toBe('b')
})

const BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
test.each<[string, Buffer]>([
  ['a ZIP of something else', zip({ 'a.txt': 'a' })],
  ['half a workbook', workbook([['a']]).subarray(0, 300)],
  ['a workbook with broken XML', workbook([], { sheet: '<worksheet><row></worksheet>' })],
  [
    'a workbook with entities of its own',
    workbook([], { sheet: `${BOMB}<worksheet><row><c><v>&b;</v></c></row></worksheet>` }),
  ],
])('%s is not readable, and says so', async (_what, bytes) => {
  await expect(rowsOf(bytes)).rejects.toMatchObject({ code: 'file-not-readable' })
})

test('a file comes out of its pieces as it went in', async () => {
  const bytes = Buffer.from(TEXT.repeat(50))
  expect((await readAll(inParts(bytes, 13))).equals(bytes)).toBe(true)
})
