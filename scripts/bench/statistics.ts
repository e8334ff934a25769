/** The value below which `share` of the values lie, by nearest rank. Throws for none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]
  if (value === undefined) {
    throw new Error('no values were measured')
  }
  return value
}

export const median = (values: readonly number[]): number => percentile(values, 0.5)

type Pair = Readonly<{ measured: number; floor: number }>

/** Medians of both sides and of the quotients. `better`: which way is good, so that the worst quarter is known. */
export function paired(pairs: readonly Pair[], better: 'less' | 'more') {
  const quotients = pairs.map(({ measured, floor }) => measured / floor)
  return {
    value: median(pairs.map(({ measured }) => measured)),
    floor: median(pairs.map(({ floor }) => floor)),
    ratio: median(quotients),
    worstQuartile: percentile(quotients, better === 'less' ? 0.75 : 0.25),
  }
}

/** Runs both sides `count` times, taking turns who goes first, so that what else the machine does meets both. */
export async function inPairs(
  count: number,
  sides: Readonly<{
    /** Not measured; before either side. */
    prepare?: (pair: number) => Promise<void>
    measured: (pair: number) => Promise<number>
    floor: (pair: number) => Promise<number>
  }>,
): Promise<Pair[]> {
  const pairs: Pair[] = []
  for (let pair = 0; pair < count; pair += 1) {
    await sides.prepare?.(pair)
    if (pair % 2 === 0) {
      const measured = await sides.measured(pair)
      pairs.push({ measured, floor: await sides.floor(pair) })
    } else {
      const floor = await sides.floor(pair)
      pairs.push({ measured: await sides.measured(pair), floor })
    }
  }
  return pairs
}

/** Seconds that the work took. */
export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return (performance.now() - startedAt) / 1_000
}
