import { z } from 'zod'
import { id } from '../../platform/ids/index.js'
import { fen, page, PageQuery } from '../../platform/wire/index.js'
import {
  MAX_SKUS,
  PictureIds,
  ProductArt,
  ProductCategory,
  ProductDescription,
  ProductKind,
  ProductName,
  ProductStatus,
  ProductTint,
  SkuCode,
  SkuName,
  SkuPrice,
  VoucherTerms,
} from '../catalog/catalog.contract.js'

export const MAX_UNITS = 1_000_000

/** Units of a pool, sold ones included; null: made to order, never runs out. */
export const StockTotal = z.int().min(0).max(MAX_UNITS).nullable()

export const StockView = z.union([
  z.object({ total: z.int(), held: z.int(), sold: z.int(), available: z.int() }),
  z.object({ unlimited: z.literal(true) }),
])

const SkuView = z.object({
  skuId: id('sku'),
  name: z.string(),
  priceFen: fen,
  code: z.string(),
  stock: StockView,
})

export const ProductView = z
  .object({
    productId: id('prd'),
    name: z.string(),
    category: z.string(),
    description: z.string().optional(),
    kind: ProductKind,
    status: ProductStatus,
    pictures: z.array(z.object({ pictureId: id('pic'), url: z.string() })),
    pictureUrl: z.string().optional(),
    tint: z.string().optional(),
    art: ProductArt.optional(),
    priceFromFen: fen,
    skus: z.array(SkuView),
    voucher: VoucherTerms.optional().describe('of a voucher'),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: 'Product' })
export const ProductPage = page(ProductView)

export const ProductListQuery = PageQuery.extend({
  status: ProductStatus.optional(),
  search: z.string().trim().min(1).max(60).optional().describe('part of the name, or a SKU code'),
})
export const ProductParams = z.object({ productId: id('prd') })

const NewSku = z.strictObject({
  name: SkuName,
  priceFen: SkuPrice,
  code: SkuCode,
  stock: StockTotal,
})

const look = {
  pictureIds: PictureIds.optional(),
  tint: ProductTint.optional(),
  art: ProductArt.optional(),
  description: ProductDescription.optional(),
}

export const NewProduct = z
  .strictObject({
    name: ProductName,
    category: ProductCategory,
    kind: ProductKind,
    status: ProductStatus.default('off-shelf'),
    ...look,
    skus: z.array(NewSku).min(1).max(MAX_SKUS),
    voucher: VoucherTerms.optional().describe('needed for a voucher, refused for anything else'),
  })
  .meta({ id: 'NewProduct' })

/** `skus`, when given, is the whole list: one with a `skuId` is changed, one without is new, a missing one is gone. */
export const ProductPatch = z
  .strictObject({
    name: ProductName.optional(),
    category: ProductCategory.optional(),
    status: ProductStatus.optional(),
    voucher: VoucherTerms.optional().describe('for what is sold from now on'),
    ...look,
    skus: z
      .array(
        z.strictObject({
          skuId: id('sku').optional(),
          name: SkuName,
          priceFen: SkuPrice,
          code: SkuCode,
          stock: StockTotal.optional().describe('only for a new one; PUT …/stock changes it later'),
        }),
      )
      .min(1)
      .max(MAX_SKUS)
      .optional(),
  })
  .meta({ id: 'ProductPatch' })

export const SkuParams = z.object({ skuId: id('sku') })
export const StockChange = z
  .strictObject({
    total: StockTotal.describe('held and sold units included; null: unlimited'),
    reason: z.string().trim().min(1).max(200),
  })
  .meta({ id: 'StockChange' })

/** What a customer sees: no codes, no totals. */
const ShopSku = z.object({
  skuId: id('sku'),
  name: z.string(),
  priceFen: fen,
  available: z.int().nullable().describe('null: made to order'),
  soldOut: z.boolean(),
})
const shopFields = {
  productId: id('prd'),
  name: z.string(),
  category: z.string(),
  pictureUrl: z.string().optional(),
  tint: z.string().optional(),
  art: ProductArt.optional(),
  priceFromFen: fen,
  soldOut: z.boolean(),
  skus: z.array(ShopSku),
}
export const ShopProductView = z.object(shopFields).meta({ id: 'ShopProduct' })
export const ShopProductPage = page(ShopProductView)
export const ShopProductDetail = z
  .object({
    ...shopFields,
    kind: ProductKind,
    description: z.string().optional(),
    pictureUrls: z.array(z.string()),
    voucher: VoucherTerms.optional(),
  })
  .meta({ id: 'ShopProductDetail' })
export const ShopProductQuery = PageQuery.extend({ category: ProductCategory.optional() })
