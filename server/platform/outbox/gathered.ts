type Waiter<Item> = Readonly<{
  item: Item
  resolve(): void
  reject(error: unknown): void
}>

/**
 * Works what comes while an earlier turn is under way together in the next one. A turn that fails is repeated for each
 * item alone, so that one bad item fails nobody else.
 */
export function gathered<Item>(work: (items: readonly Item[]) => Promise<void>) {
  let waiting: Waiter<Item>[] = []
  let isUnderWay = false

  async function turn(all: readonly Waiter<Item>[]): Promise<void> {
    try {
      await work(all.map(({ item }) => item))
      all.forEach(({ resolve }) => resolve())
    } catch (error) {
      const [only, ...others] = all
      if (others.length === 0) {
        only?.reject(error)
        return
      }
      for (const one of all) {
        await turn([one])
      }
    }
  }

  async function run(): Promise<void> {
    isUnderWay = true
    while (waiting.length > 0) {
      const all = waiting
      waiting = []
      await turn(all)
    }
    isUnderWay = false
  }

  return {
    /** Resolves when the item is worked; rejects with what it failed with when it was worked alone. */
    add: (item: Item): Promise<void> =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject })
        if (!isUnderWay) {
          void run()
        }
      }),
  }
}
