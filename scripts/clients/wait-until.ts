import { setTimeout as pause } from 'node:timers/promises'

const POLL_MS = 100

/** Asks again until `look` answers without throwing, or throws its last error when `withinMs` are over. */
export async function waitUntil<Seen>(
  look: () => Promise<Seen>,
  { withinMs }: Readonly<{ withinMs: number }>,
): Promise<Seen> {
  const untilMs = Date.now() + withinMs
  for (;;) {
    try {
      return await look()
    } catch (error) {
      if (Date.now() >= untilMs) {
        throw error
      }
      await pause(POLL_MS)
    }
  }
}
