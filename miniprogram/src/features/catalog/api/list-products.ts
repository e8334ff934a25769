import { request, type Page, type Product } from '../../../platform/api'
import { useResource } from '../../../platform/api/use-resource'

const PER_PAGE = 100
const MOST_PAGES = 5 // a menu of more than 500 products needs another screen

/** Everything on the shelf, in the shop's order. No log-in needed. */
export async function listProducts(): Promise<Product[]> {
  const products: Product[] = []
  let cursor: string | null = null
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const after: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const path = `/mini/v1/products?limit=${PER_PAGE}${after}`
    const answer: Page<Product> = await request<Page<Product>>(path)
    products.push(...answer.items)
    cursor = answer.nextCursor ?? null
    if (cursor === null) {
      break
    }
  }
  return products
}

export const useProducts = () => useResource('products', listProducts)
