import type { Id } from '../../platform/ids/index.js'
import { isSoldAt, type Offer } from '../catalog/index.js'
import type { Offered, Offers } from './placing.domain.js'

/** SKUs of the catalog as lines of orders for this store; none: by express. */
export const offersOf = (
  found: ReadonlyMap<Id<'sku'>, Offer>,
  storeCode: string | undefined,
): Offers => new Map([...found].map(([skuId, offer]) => [skuId, offeredOf(offer, storeCode)]))

function offeredOf({ sku, product }: Offer, storeCode: string | undefined): Offered {
  const { skuId, name: skuName, priceFen, code } = sku
  const { productId, kind, name, tint, art, pictureIds, skus, voucher } = product
  const [pictureId] = pictureIds
  return {
    isOnShelf: product.status === 'on-shelf',
    isSoldHere: isSoldAt(product, storeCode),
    productId,
    kind,
    line: {
      skuId,
      code,
      name,
      priceFen,
      // a product with one SKU is known by its own name
      ...(skus.length > 1 ? { skuName } : {}),
      ...(pictureId === undefined ? {} : { pictureId }),
      ...(tint === undefined ? {} : { tint }),
      ...(art === undefined ? {} : { art }),
      ...(voucher === undefined ? {} : { voucher }),
    },
  }
}
