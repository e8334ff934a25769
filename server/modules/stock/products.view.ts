import type { z } from 'zod'
import { invariant } from '../../platform/errors/index.js'
import { coverUrl, pictureUrl, priceFromFen, type Product } from '../catalog/index.js'
import type {
  ProductView,
  ShopProductDetail,
  ShopProductView,
  StockView,
} from './products.contract.js'
import { available, orderable, type Pool } from './stock.domain.js'

/** Answers that join product and stock. Pure. */

type Pools = ReadonlyMap<string, Pool>

export function productView(product: Product, pools: Pools): z.output<typeof ProductView> {
  const { revision: _revision, pictureIds, art, stores, voucher, ...rest } = product
  const { createdAt, updatedAt, ...fields } = rest
  return {
    ...fields,
    ...(stores === undefined ? {} : { stores: [...stores] }),
    ...termsShown(voucher),
    ...drawn({ art }),
    pictures: pictureIds.map((pictureId) => ({ pictureId, url: pictureUrl(pictureId) })),
    pictureUrl: coverUrl(product),
    priceFromFen: priceFromFen(product),
    skus: product.skus.map((sku) => ({ ...sku, stock: stockView(poolOf(pools, sku.skuId)) })),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  }
}

export function stockView(pool: Pool): z.output<typeof StockView> {
  const left = available(pool)
  const { total, held, sold } = pool
  return left === null ? { unlimited: true } : { total, held, sold, available: left }
}

export function shopProduct(product: Product, pools: Pools): z.output<typeof ShopProductView> {
  const skus = product.skus.map(({ code: _code, ...sku }) => {
    const left = orderable(poolOf(pools, sku.skuId))
    return { ...sku, available: left, soldOut: left === 0 }
  })
  const { productId, name, category, tint, art } = product
  return {
    productId,
    name,
    category,
    tint,
    ...drawn({ art }),
    pictureUrl: coverUrl(product),
    priceFromFen: priceFromFen(product),
    soldOut: skus.every((sku) => sku.soldOut),
    skus,
  }
}

export function shopProductDetail(
  product: Product,
  pools: Pools,
): z.output<typeof ShopProductDetail> {
  const { kind, description, pictureIds, voucher } = product
  const pictureUrls = pictureIds.map(pictureUrl)
  const shown = { kind, description, pictureUrls, ...termsShown(voucher) }
  return { ...shopProduct(product, pools), ...shown }
}

type Art = z.output<typeof ProductView>['art']
const drawn = ({ art }: { art: string | undefined }) =>
  art === undefined ? {} : { art: art as Art }

const termsShown = (voucher: Product['voucher']) =>
  voucher === undefined ? {} : { voucher: { ...voucher, storeCodes: [...voucher.storeCodes] } }

function poolOf(pools: Pools, skuId: string): Pool {
  const pool = pools.get(skuId)
  invariant(pool !== undefined, 'a SKU and its pool are written in one transaction')
  return pool
}
