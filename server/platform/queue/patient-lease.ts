/** Leases left behind by a kill are free again within a minute (contract.md 2), however slow the holder was. */
const LONGEST_MS = 45_000
const MOST = 8

export type PatientLease = Readonly<{
  /** How long the next batch is held, in milliseconds. */
  ms(): number
  /** Tells how long a batch took. */
  took(elapsedMs: number): void
}>

/**
 * The lease of one loop. A batch that outlives it was worked in vain, as another worker has taken it over, and the next
 * one would be so too while the database is slow: so it doubles, up to eight times, and shrinks again with quick batches.
 */
export function patientLease(usualMs: number): PatientLease {
  const longestMs = Math.max(usualMs, Math.min(LONGEST_MS, usualMs * MOST))
  let leaseMs = usualMs
  return {
    ms: () => leaseMs,
    took(elapsedMs) {
      if (elapsedMs > leaseMs) {
        leaseMs = Math.min(longestMs, leaseMs * 2)
      } else if (elapsedMs < leaseMs / 4) {
        leaseMs = Math.max(usualMs, leaseMs / 2)
      }
    },
  }
}
