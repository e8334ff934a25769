export type Turns = ReturnType<typeof turnsByKey>
/**
 * One at a time per key in this process, in the order in which they asked; work with several keys has all of them. Spares
 * transactions that would meet at the same document their conflicts, and promises nothing between processes.
 */
export function turnsByKey() {
  /** Ends when whoever asked last for the key is through. */
  const lasts = new Map<string, Promise<void>>()

  async function inTurn<Value>(key: string, work: () => Promise<Value>): Promise<Value> {
    const before = lasts.get(key)
    const { promise: mine, end } = ending()
    lasts.set(key, mine)
    try {
      await before
      return await work()
    } finally {
      if (lasts.get(key) === mine) {
        lasts.delete(key)
      }
      end()
    }
  }

  return <Value>(keys: readonly string[], work: () => Promise<Value>): Promise<Value> => {
    // always in the same order: nobody has what another one waits for and waits for what that one has
    const sorted = [...new Set(keys)].sort()
    const all = sorted.reduceRight<() => Promise<Value>>(
      (inner, key) => () => inTurn(key, inner),
      work,
    )
    return all()
  }
}

function ending(): { promise: Promise<void>; end: () => void } {
  let end = (): void => undefined
  const promise = new Promise<void>((resolve) => {
    end = resolve
  })
  return { promise, end }
}
