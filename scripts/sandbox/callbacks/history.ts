import type { Area } from '../faults.js'
import type { Delivery } from './model.js'

const MAX_KEPT = 10_000
/** Finished callbacks that survive a restart; those with tries left all do. */
const MAX_SAVED = 500

export type History = Readonly<{
  /** Every callback still known, finished or not. */
  get(id: string): Delivery | undefined
  /** Newest first. */
  list(filter: { limit: number; area?: Area | undefined }): Delivery[]
  add(delivery: Delivery): void
  /** What is to be saved: all that have tries left and the newest of the others. */
  saved(): Delivery[]
}>

/** Has tries left, or one under way. */
export const isOpen = ({ state }: Delivery) => state === 'waiting' || state === 'sending'

export function callbackHistory(): History {
  const known = new Map<string, Delivery>()
  function forgetOldest(): void {
    for (const delivery of known.values()) {
      if (!isOpen(delivery)) {
        known.delete(delivery.id)
        return
      }
    }
  }
  return {
    get: (id) => known.get(id),
    list: ({ limit, area }) =>
      [...known.values()]
        .filter((delivery) => area === undefined || delivery.area === area)
        .slice(-limit)
        .reverse(),
    add(delivery) {
      known.set(delivery.id, delivery)
      if (known.size > MAX_KEPT) {
        forgetOldest()
      }
    },
    saved() {
      const all = [...known.values()]
      const finished = all.filter((delivery) => !isOpen(delivery)).slice(-MAX_SAVED)
      return [...finished, ...all.filter(isOpen)]
    },
  }
}
