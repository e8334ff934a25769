const FIRST_MS = 500
const LONGEST_MS = 10 * 60 * 1000

/** Growing pauses with jitter, so that rows that failed together do not come back together. `attempt` counts from 1. */
export function retryPauseMs(attempt: number, random: () => number = Math.random): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 20))
  return Math.round(longest / 2 + random() * (longest / 2))
}
