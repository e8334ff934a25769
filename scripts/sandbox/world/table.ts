type Key<Row> = (row: Row) => string | null

/** Rows by key, with look-ups by fields that never change once a row is in. */
export type Table<Row extends object, Index extends string = never> = Readonly<{
  get(key: string): Row | undefined
  /** All rows of one index value, in the order in which they came. */
  by(index: Index, value: string): Row[]
  put(row: Row): Row
  remove(key: string): void
  all(): Row[]
  size(): number
}>

export function table<Row extends object, Index extends string = never>(
  keyOf: (row: Row) => string,
  indexes: Record<Index, Key<Row>>,
): Table<Row, Index> {
  const rows = new Map<string, Row>()
  const lookups = new Map<string, Map<string, Map<string, Row>>>()
  const keys = Object.entries<Key<Row>>(indexes)
  for (const [name] of keys) {
    lookups.set(name, new Map())
  }

  function bucket(name: string, value: string): Map<string, Row> {
    const lookup = lookups.get(name) ?? new Map<string, Map<string, Row>>()
    const found = lookup.get(value) ?? new Map<string, Row>()
    lookup.set(value, found)
    return found
  }
  function eachBucket(row: Row, act: (rows: Map<string, Row>) => void): void {
    for (const [name, valueOf] of keys) {
      const value = valueOf(row)
      if (value !== null) {
        act(bucket(name, value))
      }
    }
  }
  return {
    get: (key) => rows.get(key),
    by: (index, value) => [...(lookups.get(index)?.get(value)?.values() ?? [])],
    put(row) {
      rows.set(keyOf(row), row)
      eachBucket(row, (found) => found.set(keyOf(row), row))
      return row
    },
    remove(key) {
      const row = rows.get(key)
      rows.delete(key)
      if (row !== undefined) {
        eachBucket(row, (found) => found.delete(key))
      }
    },
    all: () => [...rows.values()],
    size: () => rows.size,
  }
}
