import { request, type ProductDetail } from '../../../platform/api'
import { useResource } from '../../../platform/api/use-resource'
import type { Place } from './list-products'

/** One product with its description, as a store has it. Problem `product-not-found` when it left the shelf, or is not sold there. */
export function getProduct(productId: string, { storeCode }: Place = {}): Promise<ProductDetail> {
  const at = storeCode === undefined ? '' : `?storeCode=${encodeURIComponent(storeCode)}`
  return request<ProductDetail>(`/mini/v1/products/${encodeURIComponent(productId)}${at}`)
}

/** `place` null: nothing is asked yet. */
export const useProduct = (productId: string, place: Place | null) =>
  useResource(place === null ? null : `${productId}:${place.storeCode ?? ''}`, () =>
    getProduct(productId, place ?? {}),
  )
