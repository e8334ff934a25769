/** Which states may follow which. The whole life of a thing on one screen. */
export type Transitions<State extends string> = Readonly<Record<State, readonly State[]>>

/**
 * Stops the start when a table cannot be right: a state that nothing leads to, or one that leads to itself.
 * `first` are the states in which a thing may begin.
 */
export function checkTransitions<State extends string>(
  name: string,
  table: Transitions<State>,
  first: readonly State[],
): void {
  const reached = new Set<string>(first)
  const open: State[] = [...first]
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    for (const next of table[state]) {
      if (next === state) {
        throw new Error(`${name}: ${state} leads to itself`)
      }
      if (!reached.has(next)) {
        reached.add(next)
        open.push(next)
      }
    }
  }
  const lost = Object.keys(table).filter((state) => !reached.has(state))
  if (lost.length > 0) {
    throw new Error(`${name}: nothing leads to ${lost.join(', ')}`)
  }
}
