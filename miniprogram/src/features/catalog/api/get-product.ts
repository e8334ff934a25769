import { request, type ProductDetail } from '../../../platform/api'
import { useResource } from '../../../platform/api/use-resource'

/** One product with its description. Problem `product-not-found` when it left the shelf. */
export const getProduct = (productId: string): Promise<ProductDetail> =>
  request<ProductDetail>(`/mini/v1/products/${encodeURIComponent(productId)}`)

export const useProduct = (productId: string) => useResource(productId, () => getProduct(productId))
