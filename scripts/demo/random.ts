/** Pseudo-random numbers that are the same on every machine for the same name. */
export type Random = Readonly<{
  /** 0 up to, not including, 1. */
  next(): number
  /** Whole, both ends included. */
  int(min: number, max: number): number
  chance(probability: number): boolean
  pick<Item>(list: readonly [Item, ...Item[]] | readonly Item[]): Item
  weighted<Item>(list: readonly Item[], weightOf: (item: Item) => number): Item
  /** Another stream, which does not move when this one is used more or less. */
  fork(name: string): Random
}>

const UINT32 = 0x1_0000_0000

/** FNV-1a: four words of state from a name. */
function stateFrom(name: string): Uint32Array {
  const state = new Uint32Array(4)
  for (let word = 0; word < state.length; word += 1) {
    let hash = 0x811c9dc5 ^ word
    for (const char of `${name}/${word}`) {
      hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193)
    }
    state[word] = hash
  }
  return state
}

/** sfc32, a small generator that passes the usual statistical tests. */
function sfc32([a = 0, b = 0, c = 0, d = 0]: Uint32Array): () => number {
  return () => {
    const sum = (a + b + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return (sum >>> 0) / UINT32
  }
}

const WARM_UP = 12

export function randomOf(name: string): Random {
  const next = sfc32(stateFrom(name))
  for (let round = 0; round < WARM_UP; round += 1) {
    next()
  }
  return {
    next,
    int: (min, max) => min + Math.floor(next() * (max - min + 1)),
    chance: (probability) => next() < probability,
    pick: (list) => itemAt(list, Math.floor(next() * list.length)),
    weighted(list, weightOf) {
      const total = list.reduce((sum, item) => sum + weightOf(item), 0)
      let left = next() * total
      const found = list.findIndex((item) => (left -= weightOf(item)) < 0)
      return itemAt(list, found === -1 ? list.length - 1 : found)
    },
    fork: (fork) => randomOf(`${name}:${fork}`),
  }
}

function itemAt<Item>(list: readonly Item[], index: number): Item {
  const item = list[index]
  if (item === undefined) {
    throw new RangeError('nothing to choose from')
  }
  return item
}
