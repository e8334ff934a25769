import { RULES, trustOf, type ResolutionRules } from '../resolution/evidence.domain.js'

/** A change is seen by every process after so long at most; what decides is guarded anyway. */
const LOOK_EVERY_MS = 2_000

export type RulesInForce = ReturnType<typeof rulesInForce>

/** The rules as this process knows them: reading an event or a customer asks no database. */
export function rulesInForce(rows: Readonly<{ inForce(): Promise<ResolutionRules | null> }>) {
  let known = RULES
  let isStale = true

  async function refresh(): Promise<ResolutionRules> {
    known = (await rows.inForce()) ?? RULES
    isStale = false
    return known
  }

  return {
    current: (): ResolutionRules => known,
    trustOf: (source: string): boolean | undefined => trustOf(known, source),
    /** To decide by: asks the store at the beginning and whenever a write was refused. */
    latest: (): Promise<ResolutionRules> => (isStale ? refresh() : Promise.resolve(known)),
    /** A write was refused: the rules may be others now. */
    doubt(): void {
      isStale = true
    },
    refresh,
    /** Follows the changes of other processes. */
    watch(onError: (error: unknown) => void): { stop(): void } {
      const timer = setInterval(() => void refresh().catch(onError), LOOK_EVERY_MS)
      timer.unref()
      return { stop: () => clearInterval(timer) }
    },
  }
}
