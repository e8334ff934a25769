import { z } from 'zod'
import { id } from '../../platform/ids/index.js'
import { fen, page, PageQuery } from '../../platform/wire/index.js'
import { storeCode } from '../stores/stores.contract.js'
import {
  ComparedBase,
  ComparedPrice,
  MAX_SKUS,
  PictureIds,
  ProductArt,
  ProductCategory,
  ProductDescription,
  ProductKind,
  ProductName,
  ProductStatus,
  ProductTint,
  SellingStores,
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

const compared = {
  comparedFen: fen.optional().describe('crossed out beside the price'),
  comparedBase: z
    .string()
    .optional()
    .describe('what the crossed-out price is; missing: the lowest of the last 7 days'),
}
const SkuView = z.object({
  skuId: id('sku'),
  name: z.string(),
  priceFen: fen,
  ...compared,
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
    stores: z.array(z.string()).optional().describe('codes; missing: all stores, and by express'),
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
  kind: ProductKind.optional(),
  category: ProductCategory.optional(),
  storeCode: storeCode.optional(),
  minPriceFen: z.coerce.number().pipe(fen).optional(),
  maxPriceFen: z.coerce.number().pipe(fen).optional(),
  search: z.string().trim().min(1).max(60).optional().describe('part of the name, or a SKU code'),
})
export const CategoryList = z.object({
  items: z.array(z.object({ category: z.string(), products: z.int() })),
})
export const ProductParams = z.object({ productId: id('prd') })

const sku = {
  name: SkuName,
  priceFen: SkuPrice,
  comparedFen: ComparedPrice.optional(),
  comparedBase: ComparedBase.optional(),
  code: SkuCode,
}
const NewSku = z.strictObject({ ...sku, stock: StockTotal })

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
    stores: SellingStores.optional(),
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
    stores: SellingStores.nullable().optional().describe('null: all of them'),
    ...look,
    skus: z
      .array(
        z.strictObject({
          skuId: id('sku').optional(),
          ...sku,
          stock: StockTotal.optional().describe('only for a new one; PUT …/stock changes it later'),
        }),
      )
      .min(1)
      .max(MAX_SKUS)
      .optional(),
  })
  .meta({ id: 'ProductPatch' })

export const SkuParams = z.object({ skuId: id('sku') })
export const PriceHistory = z
  .object({
    items: z.array(
      z.object({
        at: z.string(),
        fromFen: fen.optional(),
        toFen: fen,
        operatorName: z.string(),
      }),
    ),
  })
  .meta({ id: 'PriceHistory' })

/** What a customer sees: no codes, no totals. */
const ShopSku = z.object({
  skuId: id('sku'),
  name: z.string(),
  priceFen: fen,
  ...compared,
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
/** `storeCode`: what this store sells and has. */
export const ShopProductQuery = PageQuery.extend({
  category: ProductCategory.optional(),
  storeCode: storeCode.optional(),
})
export const ShopStoreQuery = z.object({ storeCode: storeCode.optional() })
