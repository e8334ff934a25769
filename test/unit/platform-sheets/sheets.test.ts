import fc from 'fast-check'
import {
  csvLine,
  readSmallSheet,
  xlsxFile,
  type SmallSheet,
} from '../../../server/platform/sheets/index.js'

async function read(bytes: Buffer, maxRows = 100): Promise<SmallSheet> {
  const sheet = await readSmallSheet(bytes, { maxRows })
  if (!sheet.ok) {
    throw new Error(sheet.code)
  }
  return sheet.value
}

// Guarantee: what a workbook is written from is what it says when it is read again, whatever the texts.
test('a workbook that is written can be read again', async () => {
  const text = fc
    .string({ unit: fc.constantFrom(...'=+-@\'"<>&,桂 \t\n;x1'), maxLength: 12 })
    .filter((value) => value !== '')
  const cell = fc.oneof(text, fc.integer({ min: 0, max: 1_000_000 }))
  const rows = fc.array(fc.array(cell, { minLength: 3, maxLength: 30 }), {
    minLength: 1,
    maxLength: 8,
  })
  const holds = async (written: (string | number)[][]) => {
    const { rows: found } = await read(xlsxFile('商品', [['头'], ...written]))
    expect(found.map(({ cells }) => cells)).toEqual(written.map((cells) => cells.map(String)))
  }
  await fc.assert(fc.asyncProperty(rows, holds), { numRuns: 60 })
})

test('a file of more rows than are taken in is refused, and so is one that is no sheet', async () => {
  const lines = ['名称', 'a', 'b', 'c'].map((name) => csvLine([name]))
  const bytes = Buffer.from(lines.join(''))
  expect((await read(bytes, 3)).rows).toHaveLength(3)
  expect(await readSmallSheet(bytes, { maxRows: 2 })).toMatchObject({ code: 'file-too-large' })
  expect(await readSmallSheet(Buffer.alloc(0), { maxRows: 2 })).toMatchObject({
    code: 'file-empty',
  })
  expect(await readSmallSheet(Buffer.from('%PDF-1.7'), { maxRows: 2 })).toMatchObject({
    code: 'file-not-a-sheet',
  })
})
