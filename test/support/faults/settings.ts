/** What `npm run crash` hands to the test files; without it they are the part of `npm test`. */
export type CrashSettings = Readonly<{
  /** Kills after reads too, and many pairs. */
  all: boolean
  seed: number
  /** Pairs of faults per scenario. */
  pairs: number
  /** How many commands a process sees fail before it is restarted, when everything fails. */
  patience: number
  /** A file that gets one line of JSON per scenario. */
  reportFile: string | null
}>

const PAIRS = 4
const PAIRS_OF_ALL = 100
/** The driver tries twice, the inbox writer three times. */
const PATIENCE = 6
const MAX_SEED = 1_000_000

let fallbackSeed: number | undefined

export function crashSettings(): CrashSettings {
  const { HUIKE_CRASH_ALL, HUIKE_CRASH_SEED, HUIKE_CRASH_REPORT } = process.env
  const all = HUIKE_CRASH_ALL === '1'
  fallbackSeed ??= Math.floor(Math.random() * MAX_SEED)
  return {
    all,
    seed: HUIKE_CRASH_SEED === undefined ? fallbackSeed : Number(HUIKE_CRASH_SEED),
    pairs: all ? PAIRS_OF_ALL : PAIRS,
    patience: all ? Infinity : PATIENCE,
    reportFile: HUIKE_CRASH_REPORT ?? null,
  }
}
