/** Stops at once when something that must always hold does not: a bug, answered as 500. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) {
    throw new Error(`broken invariant: ${message}`)
  }
}

/** Ends a `switch` over a union: does not compile while a case is missing. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`)
}
