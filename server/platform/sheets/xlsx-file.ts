import { zip } from './zip.js'

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
/** What XML 1.0 cannot hold. */
// eslint-disable-next-line no-control-regex
const UNWRITABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g

/**
 * A workbook of one sheet (ECMA-376), its first row kept in sight. A text is written as text: no spreadsheet runs it as a
 * formula.
 */
export function xlsxFile(name: string, rows: readonly (readonly (string | number)[])[]): Buffer {
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
  const view = `<sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>`
  const lines = rows.map((cells, index) => rowXml(cells, index + 1)).join('')
  return zip({
    '[Content_Types].xml':
      `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      `<Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/>` +
      `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPES}.worksheet+xml"/></Types>`,
    '_rels/.rels':
      `${XML}<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" ` +
      `Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml':
      `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>` +
      `<sheet name="${escaped(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      `${XML}<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" ` +
      `Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `${XML}<worksheet xmlns="${MAIN}">${view}<sheetData>${lines}</sheetData></worksheet>`,
  })
}

function rowXml(cells: readonly (string | number)[], row: number): string {
  const written = cells.map((value, column) => cellXml(value, `${letters(column)}${row}`))
  return `<row r="${row}">${written.join('')}</row>`
}

function cellXml(value: string | number, place: string): string {
  if (typeof value === 'number') {
    return `<c r="${place}"><v>${value}</v></c>`
  }
  const text = `<is><t xml:space="preserve">${escaped(value)}</t></is>`
  return value === '' ? '' : `<c r="${place}" t="inlineStr">${text}</c>`
}

const escaped = (text: string): string =>
  text
    .replace(UNWRITABLE, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

/** 0 → A, 27 → AB. */
function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last
}
