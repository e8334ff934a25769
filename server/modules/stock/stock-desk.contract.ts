import { z } from 'zod'
import { id } from '../../platform/ids/index.js'
import { page, PageQuery } from '../../platform/wire/index.js'
import { ProductArt } from '../catalog/catalog.contract.js'
import { storeCode } from '../stores/stores.contract.js'
import { MAX_UNITS, StockTotal } from './products.contract.js'

/** `main`, or a store's own. */
export const PoolOfShop = z
  .string()
  .regex(/^(main|store:[\w.-]{1,40})$/, 'main, or store:<code>')
  .describe('main, or store:<code>')

const Reason = z.string().trim().min(1).max(200)

export const PoolLevel = z
  .object({
    skuId: id('sku'),
    pool: z.string(),
    storeCode: z.string().optional(),
    storeName: z.string().optional(),
    unlimited: z.boolean(),
    soldOut: z.boolean().describe('switched off by somebody'),
    total: z.int(),
    held: z.int(),
    sold: z.int(),
    available: z.int().nullable().describe('null: unlimited'),
  })
  .meta({ id: 'PoolLevel' })

export const StockRow = PoolLevel.extend({
  productId: id('prd'),
  productName: z.string(),
  pictureUrl: z.string().optional(),
  tint: z.string().optional(),
  art: ProductArt.optional(),
  skuName: z.string(),
  code: z.string(),
}).meta({ id: 'StockRow' })
export const StockPage = page(StockRow)
export const StockQuery = PageQuery.extend({
  search: z.string().trim().min(1).max(60).optional().describe('part of the name, or a SKU code'),
  storeCode: storeCode
    .optional()
    .describe('one row per SKU: the pool that orders for this store take from'),
})

export const StockChange = z
  .strictObject({
    pool: PoolOfShop.default('main'),
    total: StockTotal.describe('held and sold units included; null: unlimited'),
    reason: Reason,
  })
  .meta({ id: 'StockChange' })

export const StockMove = z
  .strictObject({
    from: PoolOfShop,
    to: PoolOfShop,
    qty: z.int().min(1).max(MAX_UNITS),
    reason: Reason,
  })
  .meta({ id: 'StockMove' })
export const StockMoved = z.object({ from: PoolLevel, to: PoolLevel })

export const SoldOutSwitch = z
  .strictObject({ storeCode, soldOut: z.boolean(), reason: Reason.optional() })
  .meta({ id: 'SoldOutSwitch' })

export const JournalQuery = PageQuery
export const StockJournal = page(
  z
    .object({
      lineId: id('sjr'),
      at: z.string(),
      pool: z.string(),
      storeName: z.string().optional(),
      kind: z.enum(['opened', 'set', 'moved', 'imported', 'switched', 'taken-back']),
      delta: z.int(),
      total: z.int(),
      unlimited: z.boolean(),
      soldOut: z.boolean(),
      other: z.string().optional(),
      otherStoreName: z.string().optional(),
      units: z.int().optional(),
      orderId: z.string().optional(),
      operatorName: z.string().nullable().describe('null: the product itself'),
      reason: z.string(),
    })
    .meta({ id: 'StockJournalLine' }),
)
