import { catalogErrors } from '../catalog/index.js'
import { stockErrors } from './stock.errors.js'

/** What the product routes may refuse: both tables, each registered by its own module. */
export const productErrors = { ...catalogErrors, ...stockErrors }
export type ProductRefusal = keyof typeof productErrors
