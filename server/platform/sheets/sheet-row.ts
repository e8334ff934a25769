/** The first year of the day numbers of a workbook. */
export type Epoch = 1900 | 1904

/** A line of a file. `tooLong`: columns whose content was cut off; `row`: the line as the sheet counts, head = 1. */
export type SheetRow = Readonly<{
  row: number
  cells: readonly string[]
  tooLong: readonly number[]
  fault?: 'quote-not-closed' | 'too-many-columns'
}>
