import { request, type Page, type Store } from '../../../platform/api'
import { useResource } from '../../../platform/api/use-resource'

const MOST_STORES = 100

/** The stores that hand over orders, in the brand's order; the first hundred. */
export async function listStores(): Promise<Store[]> {
  const { items } = await request<Page<Store>>(`/mini/v1/stores?limit=${MOST_STORES}`)
  return items
}

export const useStores = () => useResource('stores', listStores)
