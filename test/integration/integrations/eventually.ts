const DEADLINE_MS = 60_000
const POLL_MS = 10

/** Waits for a condition, with a deadline. */
export async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + DEADLINE_MS
  while (!(await holds())) {
    if (Date.now() > deadline) {
      throw new Error(`did not come true within ${DEADLINE_MS} ms`)
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
}
