/** One line of comma separated text for a spreadsheet to open. */
export const csvLine = (cells: readonly (string | number)[]): string =>
  `${cells.map(csvCell).join(',')}\r\n`

/** Spreadsheets run what begins so; a tab or line break before it is skipped by some. */
const FORMULA = /^[\s]*[=+\-@\t\r＝＋－＠]/

/** Quoted where needed; what a spreadsheet would run as a formula gets a ' in front and stays text. */
export function csvCell(value: string | number): string {
  const text = typeof value === 'number' ? String(value) : FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
