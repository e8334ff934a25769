import { deflateRawSync, crc32 } from 'node:zlib'
import { bytesOf, type StoredFile } from '../../../server/platform/sheets/stored-file.js'

/** A file in pieces of this size, as the store keeps one. */
export function inParts(bytes: Buffer, partBytes = 1_000): StoredFile {
  return {
    sizeBytes: bytes.length,
    partBytes,
    part: (index) => Promise.resolve(bytes.subarray(index * partBytes, (index + 1) * partBytes)),
  }
}

export async function readAll(file: StoredFile): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of bytesOf(file, { start: 0, end: file.sizeBytes })) {
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

/** A ZIP archive as spreadsheets write it. */
export function zip(entries: Readonly<Record<string, string>>): Buffer {
  const bodies: Buffer[] = []
  const heads: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(entries)) {
    const data = Buffer.from(text)
    const packed = deflateRawSync(data)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0, 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(data), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(data.length, 18)
    common.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, Buffer.from(name), packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    const version = Buffer.from([20, 0])
    heads.push(
      Buffer.concat([Buffer.from('PK\u0001\u0002'), version, common, tail, Buffer.from(name)]),
    )
    bodies.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(heads)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(heads.length, 4)
  end.writeUInt16LE(heads.length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...bodies, directory, Buffer.from('PK\u0005\u0006'), end])
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
const letters = (column: number) => String.fromCharCode(65 + column)

type Cell = string | number | Readonly<{ shared: number }>
type Options = Readonly<{ shared?: readonly string[]; date1904?: boolean; sheet?: string }>

/** A workbook of one sheet: texts inline, numbers as numbers. */
export function workbook(rows: readonly (readonly Cell[])[], options: Options = {}): Buffer {
  const { shared = [], date1904 = false } = options
  const cell = (value: Cell, row: number, column: number) => {
    const at = `r="${letters(column)}${row}"`
    if (typeof value === 'number') {
      return `<c ${at}><v>${value}</v></c>`
    }
    return typeof value === 'string'
      ? value === ''
        ? ''
        : `<c ${at} t="inlineStr"><is><t>${escaped(value)}</t></is></c>`
      : `<c ${at} t="s"><v>${value.shared}</v></c>`
  }
  const lines = rows.map(
    (cells, n) =>
      `<row r="${n + 1}">${cells.map((value, column) => cell(value, n + 1, column)).join('')}</row>`,
  )
  const sheet = options.sheet ?? `<worksheet><sheetData>${lines.join('')}</sheetData></worksheet>`
  const texts = shared.map((text) => `<si><r><t>${escaped(text)}</t></r><rPh><t>x</t></rPh></si>`)
  return zip({
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<workbook xmlns:r="r"><workbookPr date1904="${date1904 ? 1 : 0}"/><sheets><sheet name="会员" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/sharedStrings.xml': `<sst>${texts.join('')}</sst>`,
    'xl/worksheets/sheet1.xml': sheet,
  })
}
