import type { QueryClient } from '@tanstack/react-query'

export const IDENTITY = ['identity'] as const

/** What only shows how it would be: never asked anew by itself. */
export const LOOKING = ['identity-looking'] as const

/** Who is who has changed: whatever shows customers, their orders or their sums asks anew. */
export async function askAnew(client: QueryClient): Promise<void> {
  const changed = [IDENTITY, ['customer'], ['customers'], ['timeline'], ['workbench'], ['orders']]
  await Promise.all(changed.map((queryKey) => client.invalidateQueries({ queryKey })))
}
