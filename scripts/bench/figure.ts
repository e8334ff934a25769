/** What a bench says: every figure with its unit and the floor that was measured in the same run. */
export type Figure = Readonly<{
  name: string
  value: number
  unit: string
  /** The same work without what is judged; in the same unit. */
  floor: Readonly<{ name: string; value: number }>
  /** `value / floor`; where both were measured in pairs the median of the pairs' quotients. */
  ratio: number
  /** Of the pairs' quotients, or of the single values: the quarter that came out worst begins here. */
  worstQuartile: number | null
  bar: Bar | null
  isMet: boolean | null
}>

/** `ratio` and `value` say what is compared. */
export type Bar = Readonly<{ of: 'ratio' | 'value'; atMost?: number; atLeast?: number }>

export type Report = Readonly<{ bench: string; seconds: number; figures: readonly Figure[] }>

type Given = Readonly<{
  name: string
  value: number
  unit: string
  floor: Figure['floor']
  ratio?: number
  worstQuartile?: number
  bar?: Bar
}>

export function figure({ ratio, worstQuartile, bar, ...given }: Given): Figure {
  const quotient = ratio ?? given.value / given.floor.value
  return {
    ...given,
    ratio: quotient,
    worstQuartile: worstQuartile ?? null,
    bar: bar ?? null,
    isMet: bar === undefined ? null : meets(bar, bar.of === 'ratio' ? quotient : given.value),
  }
}

function meets({ atMost = Infinity, atLeast = -Infinity }: Bar, measured: number): boolean {
  return measured <= atMost && measured >= atLeast
}
