type Reader<Key, Value> = Readonly<{
  keys: readonly Key[]
  resolve(found: ReadonlyMap<Key, Value>): void
  reject(error: unknown): void
}>

/** Keys of one read; readers beyond them share the next one. */
const MAX_KEYS = 512

/**
 * Concurrent readers share one set read: while one is under way, further keys collect for the next, which begins after
 * they were asked for. Alone nobody waits longer than for who asks in the same moment. The answer may hold what others have asked for, too.
 */
export function sharedRead<Key, Value>(
  readAll: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>,
): (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>> {
  let waiting: Reader<Key, Value>[] = []
  let isUnderWay = false

  function take(): Reader<Key, Value>[] {
    let keys = 0
    const end = waiting.findIndex((reader) => (keys += reader.keys.length) > MAX_KEYS)
    const taken = end === -1 ? waiting : waiting.slice(0, Math.max(1, end))
    waiting = waiting.slice(taken.length)
    return taken
  }

  async function pump(): Promise<void> {
    isUnderWay = true
    await Promise.resolve() // whoever asks in the same moment is in the first read already
    while (waiting.length > 0) {
      const readers = take()
      try {
        const found = await readAll([...new Set(readers.flatMap(({ keys }) => keys))])
        readers.forEach(({ resolve }) => resolve(found))
      } catch (error) {
        readers.forEach(({ reject }) => reject(error))
      }
    }
    isUnderWay = false
  }

  return (keys) =>
    new Promise((resolve, reject) => {
      waiting.push({ keys, resolve, reject })
      if (!isUnderWay) {
        void pump()
      }
    })
}
