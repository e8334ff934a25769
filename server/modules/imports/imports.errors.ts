import { defineErrors } from '../../platform/errors/index.js'
import { sheetErrors } from '../../platform/sheets/index.js'

export const importErrors = defineErrors({
  'import-not-found': { status: 404, title: 'No such import' },
  'import-not-in-state': { status: 409, title: 'The import is not in the state for this' },
  'import-changed': { status: 409, title: 'The import has just changed', retriable: true },
  'import-file-gone': { status: 409, title: 'The file has been removed after its time' },
  'import-has-no-rows': { status: 409, title: 'No row of the file can be imported' },
  'mapping-invalid': { status: 422, title: 'The columns do not fit the fields' },
  'settings-invalid': {
    status: 422,
    title: 'A list tells of the past, and only a trusted source can have verified phones',
  },
  'source-reserved': { status: 422, title: 'Nobody else may speak for this source' },
  ...sheetErrors,
})
export type ImportRefusal = keyof typeof importErrors
