import { z } from 'zod'
import { page, PageQuery } from '../../platform/wire/index.js'

export const storeCode = z
  .string()
  .regex(/^[\w.-]{1,40}$/, 'letters, digits, "_", "-" and ".", at most 40')
  .describe('code of the store, as the tills send it')

export const StoreFields = z.strictObject({
  name: z.string().trim().min(1).max(80),
  address: z.string().trim().min(1).max(200).optional(),
  department: z.string().regex(/^\d+$/).optional().describe('id of its department in WeCom'),
})
export const StoreView = StoreFields.extend({ storeCode }).meta({ id: 'Store' })
export type StoreView = z.output<typeof StoreView>

export const StoreParams = z.object({ storeCode })
export const StoreList = page(StoreView)
export const StoreQuery = PageQuery

export const ShopStore = z
  .object({ storeCode, name: z.string(), address: z.string().optional() })
  .meta({ id: 'ShopStore' })
export const ShopStoreList = page(ShopStore)

export const BrandView = z.strictObject({ name: z.string().trim().min(1).max(40) })
export type BrandView = z.output<typeof BrandView>
