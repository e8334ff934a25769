import { randomFillSync } from 'node:crypto'

/** Asking the system costs more than the bytes: so many are drawn at once. */
const POOL_BYTES = 4_096

const pool = Buffer.alloc(POOL_BYTES)
let used = POOL_BYTES

/** Random bytes fit for keys, each handed out once; for where many few are drawn. `size`: at most 4,096. */
export function fewRandomBytes(size: number): Buffer {
  if (used + size > POOL_BYTES) {
    randomFillSync(pool)
    used = 0
  }
  const bytes = Buffer.from(pool.subarray(used, used + size))
  pool.fill(0, used, used + size)
  used += size
  return bytes
}
