/** When two identifiers were seen together: runs of times without a long silence (identity.md 1, link). Pure. */
export type Run = Readonly<{ from: Date; to: Date }>

/** Numbers are re-issued after 90 days: a silence of that length may be another person. */
const SILENCE_MS = 90 * 24 * 60 * 60 * 1000
/** Five years of silences would make 20; the document stays small whatever comes. */
const MAX_RUNS = 64

/** The runs with one more moment in them, in order; the same for any order of moments. */
export function withMoment(runs: readonly Run[], at: Date): Run[] {
  const sorted = [...runs, { from: at, to: at }].sort((a, b) => a.from.getTime() - b.from.getTime())
  const joined: Run[] = []
  for (const run of sorted) {
    const last = joined.at(-1)
    if (last !== undefined && run.from.getTime() - last.to.getTime() < SILENCE_MS) {
      const to = run.to > last.to ? run.to : last.to
      joined[joined.length - 1] = { from: last.from, to }
    } else {
      joined.push(run)
    }
  }
  return joined.slice(-MAX_RUNS)
}
