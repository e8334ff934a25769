import type { Id } from '../../platform/ids/index.js'

type Options = Readonly<{
  /** Milliseconds that only go forward; real time. */
  now?: () => number
}>
/** `storeCode`: of the orders that found nothing; stores may have pools of their own. */
type Shut = Readonly<{ look: number; except: ReadonlySet<string>; storeCode?: string }>

/** Without a sign from the stream for so long nothing is refused unread: it looks for one twice a second. */
const ALIVE_MS = 2_000
const MAX_SHUT = 10_000
/** SKUs whose last change is remembered; beyond them every one counts as changed. */
const MAX_NOTED = 10_000

export type SoldOutGate = ReturnType<typeof soldOutGate>
/**
 * What is sold out, in this process's memory: refusing a buyer takes no database command. It is shut only while the stream
 * of pool changes is heard, and only by somebody who looked at it before reading the pool: a unit that came back since
 * keeps it open.
 */
export function soldOutGate({ now = () => performance.now() }: Options = {}) {
  /** By SKU, then by store ('' for orders without one): whom to let through. */
  const shut = new Map<Id<'sku'>, Map<string, ReadonlySet<string>>>()
  let shutCount = 0
  const changedAt = new Map<Id<'sku'>, number>()
  let changes = 0
  let allChangedAt = 0
  let heardAt = -Infinity

  function forget(): void {
    changes += 1
    allChangedAt = changes
    changedAt.clear()
    shut.clear()
    shutCount = 0
  }

  const isAlive = (): boolean => now() - heardAt < ALIVE_MS

  return {
    /** The stream gave a sign: what changed until now has been told. */
    heard(): void {
      if (!isAlive()) {
        forget()
      }
      heardAt = now()
    },

    /** The stream is broken: everything may have changed. */
    lost(): void {
      heardAt = -Infinity
      forget()
    },

    /** Units of this SKU may have come back, in whichever pool: it is open for every store. */
    changed(skuId: Id<'sku'>): void {
      if (changedAt.size >= MAX_NOTED) {
        forget()
      }
      changes += 1
      changedAt.set(skuId, changes)
      shutCount -= shut.get(skuId)?.size ?? 0
      shut.delete(skuId)
    },

    /** Before a pool is read; to be given to `shut`. */
    look: (): number => changes,

    /** Nothing was left of this SKU when it was read after `look`. `except`: whom to let through to be read for. */
    shut(skuId: Id<'sku'>, { look, except, storeCode = '' }: Shut): void {
      const isUnchanged = (changedAt.get(skuId) ?? allChangedAt) <= look
      if (isAlive() && isUnchanged && shutCount < MAX_SHUT) {
        const stores = shut.get(skuId) ?? new Map<string, ReadonlySet<string>>()
        shutCount += stores.has(storeCode) ? 0 : 1
        shut.set(skuId, stores.set(storeCode, except))
      }
    },

    /** Is it known without reading that this one gets none? */
    refuses: (skuId: Id<'sku'>, asker: string, storeCode = ''): boolean =>
      isAlive() && shut.get(skuId)?.get(storeCode)?.has(asker) === false,
  }
}
