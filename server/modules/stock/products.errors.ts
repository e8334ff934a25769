import { sheetErrors } from '../../platform/sheets/index.js'
import { catalogErrors } from '../catalog/index.js'
import { stockErrors } from './stock.errors.js'

/** What the product routes may refuse: the tables of both modules, and why a file is not read. */
export const productErrors = { ...catalogErrors, ...stockErrors, ...sheetErrors }
export type ProductRefusal = keyof typeof productErrors
