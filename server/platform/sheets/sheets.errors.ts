import { defineErrors } from '../errors/index.js'

/** Why a file is not read as a sheet. */
export const sheetErrors = defineErrors({
  'file-missing': { status: 400, title: 'The form field "file" holds the sheet' },
  'file-empty': { status: 422, title: 'The file is empty' },
  'file-is-old-excel': {
    status: 422,
    title: 'Excel files of before 2007 and files with a password are not read',
  },
  'file-not-a-sheet': { status: 422, title: 'The file is neither CSV nor XLSX' },
  'file-not-readable': { status: 422, title: 'The file is damaged' },
  'file-too-large': { status: 422, title: 'The file has more rows or text than is read' },
  'file-has-no-head': { status: 422, title: 'The first row with column names is missing' },
})
