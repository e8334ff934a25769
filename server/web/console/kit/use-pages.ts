import { useState } from 'react'

/**
 * Pages of a list that only knows its next cursor: the cursors passed so far are kept, so that one
 * can go back. Starts over whenever `filter` (any text that stands for the query) changes.
 */
export function usePages(filter: string) {
  const [state, setState] = useState<{ filter: string; cursors: readonly string[] }>({
    filter,
    cursors: [],
  })
  const cursors = state.filter === filter ? state.cursors : []
  return {
    cursor: cursors.at(-1),
    page: cursors.length + 1,
    back: () => setState({ filter, cursors: cursors.slice(0, -1) }),
    forward: (next: string) => setState({ filter, cursors: [...cursors, next] }),
  }
}
