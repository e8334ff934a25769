import { request, type Page, type Store } from '../../../platform/api'
import { useResource } from '../../../platform/api/use-resource'

/** All stores that hand over orders, in the brand's order (a brand has tens, not thousands). */
export async function listStores(): Promise<Store[]> {
  const { items } = await request<Page<Store>>('/mini/v1/stores')
  return items
}

export const useStores = () => useResource('stores', listStores)
