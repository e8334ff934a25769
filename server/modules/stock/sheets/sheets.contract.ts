import { z } from 'zod'
import { ProductListQuery } from '../products.contract.js'

export const SheetQuery = ProductListQuery.omit({ cursor: true, limit: true }).extend({
  format: z.enum(['csv', 'xlsx']).default('xlsx'),
})

export const TakeInQuery = z.object({
  apply: z
    .enum(['true', 'false'])
    .default('false')
    .describe('false: says what would change and writes nothing'),
})

const MAX_SHOWN = 500
export const SheetResult = z
  .object({
    applied: z.boolean(),
    rows: z.int(),
    created: z.int(),
    changed: z.int(),
    unchanged: z.int(),
    newSkus: z.int(),
    stockSet: z.int(),
    errorCount: z.int(),
    errors: z
      .array(
        z.object({
          row: z.int().describe('as the sheet counts, head = 1'),
          column: z.string().nullable().describe('its name; null: the whole row'),
          rule: z.string(),
        }),
      )
      .max(MAX_SHOWN)
      .describe('the first 500'),
  })
  .meta({ id: 'ProductSheetResult' })

export const shownErrors = <Row>(errors: readonly Row[]): Row[] => errors.slice(0, MAX_SHOWN)
