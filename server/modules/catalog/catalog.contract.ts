import { z } from 'zod'
import { id } from '../../platform/ids/index.js'
import { fen } from '../../platform/wire/index.js'

const MAX_PRICE_FEN = 10_000_000
export const MAX_SKUS = 50
export const MAX_PICTURES = 9

export const ProductKind = z.enum(['goods', 'voucher', 'service'])
export const ProductStatus = z.enum(['on-shelf', 'off-shelf'])

/** What stands in for a picture until the shop uploads one: a drawn shape on a tinted block. */
export const ProductArt = z.enum(['cup', 'roll', 'croissant', 'box', 'bag', 'cake', 'bread', 'tin'])
export const ProductTint = z.string().regex(/^#[0-9a-fA-F]{6}$/, 'a colour as #rrggbb')

export const ProductName = z.string().trim().min(1).max(60)
export const ProductCategory = z.string().trim().min(1).max(20)
export const ProductDescription = z.string().trim().max(2000)
export const SkuName = z.string().trim().min(1).max(40)
export const SkuPrice = fen.min(1).max(MAX_PRICE_FEN)
/** Crossed out beside the price. Without a base it must be the lowest deal price of the last 7 days. */
export const ComparedPrice = SkuPrice
export const ComparedBase = z.string().trim().min(1).max(20)
const MAX_STORES = 500
/** The shop's own number of the SKU, as its tills report it; unique over all products. */
export const SkuCode = z
  .string()
  .trim()
  .regex(/^[0-9A-Za-z._-]{1,40}$/, '1 to 40 letters, digits, dots, dashes or underscores')
/** Stores that sell a product, by code. */
export const SellingStores = z.array(z.string().min(1).max(40)).min(1).max(MAX_STORES)

const MAX_VALID_DAYS = 1_095
export const MAX_VOUCHER_USES = 20
const MAX_VOUCHER_STORES = 200

/** What is promised with every code of a voucher product; an order line keeps it as it was at the sale. */
export const VoucherTerms = z
  .strictObject({
    validDays: z
      .int()
      .min(1)
      .max(MAX_VALID_DAYS)
      .optional()
      .describe('business days, the day of the sale is the first; this or validUntilOn'),
    validUntilOn: z.iso.date().optional().describe('last business day; this or validDays'),
    uses: z.int().min(1).max(MAX_VOUCHER_USES),
    storeCodes: z
      .array(z.string().min(1).max(40))
      .max(MAX_VOUCHER_STORES)
      .describe('where it is redeemed; empty: everywhere'),
    atExpiry: z.enum(['refund', 'lapse']).describe('what becomes of what is not used by then'),
  })
  .meta({ id: 'VoucherTerms' })
export const PictureIds = z.array(id('pic')).max(MAX_PICTURES)

/** Widths that a picture can be had in, in pixels; a narrower picture is never blown up. */
export const PICTURE_WIDTHS = [200, 400, 800, 1600] as const

export const PictureParams = z.object({ pictureId: id('pic') })
export const PictureQuery = z.object({
  w: z.coerce
    .number()
    .pipe(z.union(PICTURE_WIDTHS.map((width) => z.literal(width))))
    .optional()
    .describe('width in pixels: 200, 400, 800 or 1600'),
})
export const PictureView = z.object({
  pictureId: id('pic'),
  url: z.string(),
  width: z.int(),
  height: z.int(),
})
