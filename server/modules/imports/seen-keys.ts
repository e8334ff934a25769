import { createHash } from 'node:crypto'

const WORDS = 4
const FIRST_SLOTS = 1 << 12
/** A table that is fuller than this looks for long. */
const MAX_FILL = 0.5

/**
 * Which keys of a file were seen, in 32 bytes a key at most: a set of a million texts takes a hundred megabytes and more.
 * Compares 128 bits of a hash: no two keys meet by chance.
 */
export function seenKeys() {
  let slots = FIRST_SLOTS
  let table = new Uint32Array(slots * WORDS)
  let count = 0

  function place(words: Uint32Array): number | null {
    const mask = slots - 1
    let slot = (words[0] ?? 0) & mask
    for (;;) {
      const at = slot * WORDS
      if (isZero(table, at)) {
        return at
      }
      if (isEqual(table, at, words)) {
        return null
      }
      slot = (slot + 1) & mask
    }
  }

  function grow(): void {
    const before = table
    slots *= 2
    table = new Uint32Array(slots * WORDS)
    for (let at = 0; at < before.length; at += WORDS) {
      if (!isZero(before, at)) {
        const words = before.subarray(at, at + WORDS)
        table.set(words, place(words) ?? 0)
      }
    }
  }

  return {
    /** False when it was added before. */
    add(key: string): boolean {
      const words = wordsOf(key)
      const at = place(words)
      if (at === null) {
        return false
      }
      table.set(words, at)
      count += 1
      if (count > slots * MAX_FILL) {
        grow()
      }
      return true
    },
  }
}

function wordsOf(key: string): Uint32Array {
  const digest = createHash('sha256').update(key).digest()
  const words = new Uint32Array(WORDS)
  for (let i = 0; i < WORDS; i += 1) {
    words[i] = digest.readUInt32LE(i * 4)
  }
  words[WORDS - 1] = (words[WORDS - 1] ?? 0) | 1 // all zero means free
  return words
}

const isZero = (table: Uint32Array, at: number): boolean =>
  table[at] === 0 && table[at + 1] === 0 && table[at + 2] === 0 && table[at + 3] === 0

const isEqual = (table: Uint32Array, at: number, words: Uint32Array): boolean =>
  table[at] === words[0] &&
  table[at + 1] === words[1] &&
  table[at + 2] === words[2] &&
  table[at + 3] === words[3]
