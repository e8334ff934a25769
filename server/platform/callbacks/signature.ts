import { createHash } from 'node:crypto'

/** Five minutes either way: clocks differ, and each retry of a platform carries a new timestamp. */
export const CALLBACK_WINDOW_MS = 5 * 60_000

/** SHA-1 in hex over the parts in byte order, joined: the signature of WeCom and mini-program callbacks. */
export function sortedSha1(parts: readonly string[]): string {
  const sorted = parts.map((part) => Buffer.from(part, 'utf8')).sort(Buffer.compare)
  return createHash('sha1').update(Buffer.concat(sorted)).digest('hex')
}

/** Is this Unix time, in whole seconds and decimal digits, within the window around `now`? */
export function isFresh(timestamp: string, now: Date, windowMs = CALLBACK_WINDOW_MS): boolean {
  const sentMs = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) * 1_000 : Number.NaN
  return Math.abs(now.getTime() - sentMs) <= windowMs
}
