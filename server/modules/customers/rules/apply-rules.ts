import type { Clock } from '../../../platform/clock/index.js'
import { businessDay } from '../../../platform/days/index.js'
import { AppError } from '../../../platform/errors/index.js'
import { isDuplicateKey, type Db, type InTransaction } from '../../../platform/mongo/index.js'
import type { Outbox } from '../../../platform/outbox/index.js'
import { writeIdentity } from '../identity-write.repository.js'
import { settle, type Settled } from '../resolution/settle.domain.js'
import { draftOver } from '../resolution/world.domain.js'
import { tellOthers } from '../tell-others.js'
import type { Everybody, Gathering } from './everybody.repository.js'
import type { rulesFence } from './fence.repository.js'
import {
  addCounts,
  NO_COUNTS,
  resolutionRules,
  stepped,
  type Counts,
  type Run,
  type RulesVersion,
} from './rules.domain.js'
import type { RulesRows } from './rules.repository.js'

type Deps = Readonly<{
  db: Db
  rows: RulesRows
  everybody: Everybody
  fence: Pick<ReturnType<typeof rulesFence>, 'raise'>
  outbox: Pick<Outbox, 'append'>
  inTransaction: InTransaction
  clock: Clock
  onCommitted(): void
}>

/** Customers of a step; everything they change is one transaction. */
const STEP = 100
/** Others may have changed what a step was decided on; it is gathered anew so often. */
const MAX_ATTEMPTS = 8

/**
 * Applies the rules in force to everybody who was there before them, step by step: each is one transaction with what it
 * changes, what others are told and the place to go on from, so a kill loses a step and repeats none. Answers when nobody
 * is left, when it was stopped, or when the process wants to stop.
 */
export function applyRules(deps: Deps) {
  const { db, rows, everybody, fence, outbox, inTransaction, clock } = deps

  async function step(known: RulesVersion, application: Run): Promise<RulesVersion | null> {
    const by = { rules: resolutionRules(known), today: businessDay(clock.now()) }
    const place = { cursor: application.cursor, limit: STEP }
    const gathering = await everybody.after(place, by)
    const { settled, counts } = decide(gathering, clock.now())
    const next = afterStep(known, application, { cursor: gathering.cursor, counts, clock })
    const { actor } = application
    const cause = { source: 'operator', kind: 'rules', actor, reason: known.reason } as const
    const saved = await inTransaction({ commitIf: 'saved' }, async (tx) => {
      const batch = {
        gathered: gathering.gathered,
        recorded: [],
        settled: settled.map((one) => ({ settled: one, cause })),
      }
      await writeIdentity(db, batch, tx)
      await outbox.append(settled.flatMap(tellOthers), { tx })
      return rows.save(next, { tx })
    })
    return saved === 'saved' ? { ...next, revision: next.revision + 1 } : null
  }

  async function stepPatiently(known: RulesVersion, application: Run) {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await step(known, application)
      } catch (error) {
        if (attempt >= MAX_ATTEMPTS || !hasMovedOn(error)) {
          throw error
        }
      }
    }
  }

  return async (begun: RulesVersion, { isStopping }: { isStopping(): boolean }): Promise<void> => {
    if (begun.application?.cursor === null) {
      // From here on nothing is committed that older rules have decided: whatever they wrote is met on the way.
      await fence.raise(begun.version)
    }
    let known: RulesVersion | null = begun
    while (known?.application?.state === 'running' && !isStopping()) {
      known = await stepPatiently(known, known.application)
      deps.onCommitted()
    }
  }
}

function afterStep(
  known: RulesVersion,
  application: Run,
  { cursor, counts, clock }: { cursor: string | null; counts: Counts; clock: Clock },
): RulesVersion {
  const total = addCounts(application.counts, counts)
  const after = stepped(application, { cursor, counts: total, now: clock.now() })
  return { ...known, application: after, state: after.state === 'done' ? 'active' : 'applying' }
}

/** One after the other on the same world: who was merged by an earlier one is not looked at again. */
export function decide({ customerIds, gathered }: Gathering, now: Date) {
  const { world } = gathered
  const settled: Settled[] = []
  let counts: Counts = { ...NO_COUNTS, visited: customerIds.length }
  for (const customerId of customerIds) {
    const draft = draftOver(world, now)
    if (draft.customer(customerId)?.state !== 'living') {
      continue
    }
    const one = settle(draft, draft.identifiersOf(customerId), APPLIED)
    const lived = new Set(
      one.moves.flatMap(({ to }) =>
        to !== null && world.customers.get(to)?.state === 'living' ? [to] : [],
      ),
    )
    draft.commit()
    const ends = new Set(one.moves.flatMap(({ to }) => to ?? []))
    const founded = [...ends].filter((id) => !lived.has(id)).length
    counts = addCounts(counts, {
      ...NO_COUNTS,
      stays: one.moves.length === 0 && one.waits === null ? 1 : 0,
      merges: one.merged.length > 0 ? 1 : 0,
      splits: one.split.length,
      waits: one.waits === null ? 0 : 1,
      gone: one.merged.length,
      founded,
    })
    // Beside what stays nothing was decided: there is nobody to guard.
    settled.push(one.moves.length === 0 ? { ...one, touched: [] } : one)
  }
  return { settled, counts }
}

/** An operator has seen what will come of it: the limit of a day is for events, and is not used up. */
const APPLIED = { isWanted: true, isCounted: false } as const

const hasMovedOn = (error: unknown): boolean =>
  isDuplicateKey(error) ||
  (error instanceof AppError && ['identity-moved-on', 'transaction-conflict'].includes(error.code))
