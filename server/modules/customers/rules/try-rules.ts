import { setImmediate } from 'node:timers/promises'
import type { Clock } from '../../../platform/clock/index.js'
import { businessDay } from '../../../platform/days/index.js'
import type { InTransaction } from '../../../platform/mongo/index.js'
import { compare, type Sample } from './compare.domain.js'
import type { Everybody } from './everybody.repository.js'
import { addCounts, resolutionRules, stepped, type Run, type RulesVersion } from './rules.domain.js'
import type { RulesRows } from './rules.repository.js'

type Deps = Readonly<{
  rows: RulesRows
  everybody: Everybody
  inTransaction: InTransaction
  clock: Clock
}>

/** Customers of a step: what one gathering reads and one saving may lose. */
const STEP = 250
/** Whatever else the process does waits no longer than so many customers take. */
const AT_ONCE = 50
const MAX_SAMPLE_KEYS = 60

/**
 * Counts what a draft would change, step by step, each with the place to go on from. Writes nothing but its own progress.
 * Answers when nobody is left, when it was stopped, or when the process wants to stop.
 */
export function tryRules({ rows, everybody, inTransaction, clock }: Deps) {
  async function step(known: RulesVersion, trial: Run): Promise<RulesVersion | null> {
    const by = { rules: resolutionRules(known), today: businessDay(clock.now()) }
    const place = { cursor: trial.cursor, limit: STEP }
    const { customerIds, gathered, cursor } = await everybody.after(place, by)
    let { counts } = trial
    const samples: Sample[] = []
    for (const [index, customerId] of customerIds.entries()) {
      if (index % AT_ONCE === AT_ONCE - 1) {
        await setImmediate()
      }
      const { counts: more, sample } = compare(gathered.world, customerId, clock.now())
      counts = addCounts(counts, more)
      if (sample !== null && isReadable(sample)) {
        samples.push(sample)
      }
    }
    const next = { ...known, trial: stepped(trial, { cursor, counts, now: clock.now() }) }
    const saved = await inTransaction({ commitIf: 'saved' }, async (tx) => {
      await rows.addSamples(known.version, samples, tx)
      return rows.save(next, { tx })
    })
    return saved === 'saved' ? { ...next, revision: next.revision + 1 } : null
  }

  return async (begun: RulesVersion, { isStopping }: { isStopping(): boolean }): Promise<void> => {
    let known: RulesVersion | null = begun
    while (known?.trial?.state === 'running' && !isStopping()) {
      known = await step(known, known.trial)
    }
  }
}

const isReadable = ({ before }: Sample): boolean =>
  before.flatMap(({ keys }) => keys).length <= MAX_SAMPLE_KEYS
