/** One line per step, with its time: a newcomer sees that something happens. */
export type Progress = ReturnType<typeof progressTo>

export function progressTo(say: (line: string) => void) {
  return {
    say,
    /** `doing` is said first, what the step answers as text at its end. */
    async step<Done>(doing: string, work: () => Promise<Done>): Promise<Done> {
      const startedAt = performance.now()
      say(`  ${doing} …`)
      const done = await work()
      const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1)
      say(`    ${typeof done === 'string' ? `${done}, ` : ''}${seconds} s`)
      return done
    },
  }
}
