import { useSyncExternalStore } from 'react'
import type { Store } from '../../platform/api'
import { asText, read, write } from '../../platform/storage'

let code: string | null = read('store', asText)
const listeners = new Set<() => void>()

export function chooseStore(storeCode: string): void {
  code = storeCode
  write('store', storeCode)
  listeners.forEach((listener) => listener())
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Where products are asked for: null until the stores are known, empty where there is none to choose. */
export function placeOf(
  { data, problem }: Readonly<{ data: readonly Store[] | null; problem: unknown }>,
  store: Store | null,
): { storeCode?: string } | null {
  if (data === null && problem === null) {
    return null
  }
  return store === null ? {} : { storeCode: store.storeCode }
}

/** The store the customer picks up at: the chosen one while it exists, else the first. */
export function useChosenStore(stores: readonly Store[] | null): Store | null {
  const chosen = useSyncExternalStore(subscribe, () => code)
  return stores?.find((store) => store.storeCode === chosen) ?? stores?.[0] ?? null
}
