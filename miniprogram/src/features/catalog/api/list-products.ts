import { request, type Page, type Product } from '../../../platform/api'
import { useResource } from '../../../platform/api/use-resource'

const PER_PAGE = 100
const MOST_PAGES = 5 // a menu of more than 500 products needs another screen

/** The store that is ordered from; none: what all of them sell. */
export type Place = Readonly<{ storeCode?: string }>

/** Everything on the shelf of a store, in the shop's order. No log-in needed. */
export async function listProducts({ storeCode }: Place = {}): Promise<Product[]> {
  const at = storeCode === undefined ? '' : `&storeCode=${encodeURIComponent(storeCode)}`
  const products: Product[] = []
  let cursor: string | null = null
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const after: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const path = `/mini/v1/products?limit=${PER_PAGE}${at}${after}`
    const answer: Page<Product> = await request<Page<Product>>(path)
    products.push(...answer.items)
    cursor = answer.nextCursor ?? null
    if (cursor === null) {
      break
    }
  }
  return products
}

/** `place` null: nothing is asked yet. */
export const useProducts = (place: Place | null) =>
  useResource(place === null ? null : `products:${place.storeCode ?? ''}`, () =>
    listProducts(place ?? {}),
  )
