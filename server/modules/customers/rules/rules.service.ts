import type { Clock } from '../../../platform/clock/index.js'
import { refuse, ok, type Result } from '../../../platform/errors/index.js'
import type { InTransaction, Tx } from '../../../platform/mongo/index.js'
import type { AuditTrail } from '../customers.ports.js'
import type { Everybody } from './everybody.repository.js'
import {
  decideApply,
  decideDiscard,
  decideEdit,
  decideStop,
  decideTrial,
  faultOf,
  FIRST_VERSION,
  firstVersion,
  type Actor,
  type RulesContent,
  type RulesVersion,
} from './rules.domain.js'
import type { RulesRefusal } from './rules.errors.js'
import type { RulesInForce } from './rules-in-force.js'
import { RULES_JOB } from './rules.jobs.js'
import type { RulesRows } from './rules.repository.js'

type Deps = Readonly<{
  rows: RulesRows
  everybody: Pick<Everybody, 'count'>
  inForce: Pick<RulesInForce, 'refresh'>
  audit: AuditTrail
  inTransaction: InTransaction
  requestJob(name: string): Promise<boolean>
  clock: Clock
}>

/** Each step of the work is a change. */
const MAX_STOPS = 20

type Answer = Promise<Result<RulesVersion, RulesRefusal>>
type Decide = (known: RulesVersion, total: number) => Result<RulesVersion, RulesRefusal>
type Deed = Readonly<{ action: string; actor: Actor; reason?: string }>
/** What the operator has looked at. */
type Seen = Readonly<{ version: number; revision: number }>

export type RulesService = ReturnType<typeof rulesService>

/** Rules as the console leads them; the work over everybody is done by a job. */
export function rulesService(deps: Deps) {
  const { rows, everybody, inForce, audit, inTransaction, requestJob, clock } = deps

  async function list(): Promise<RulesVersion[]> {
    const stored = await rows.all()
    return stored.length === 0 ? [firstVersion(clock.now())] : stored
  }

  async function find(version: number): Answer {
    const known = await rows.find(version)
    if (known !== null) {
      return ok(known)
    }
    return version === FIRST_VERSION ? ok(firstVersion(clock.now())) : refuse('rules-not-found')
  }

  /** `also`: what is written in the same transaction, before the version itself. */
  async function change(
    { version, revision }: Seen,
    deed: Deed,
    { decide, also }: Readonly<{ decide: Decide; also?: (tx: Tx) => Promise<boolean> }>,
  ): Answer {
    const found = await find(version)
    if (!found.ok) {
      return found
    }
    const known = found.value
    if (known.revision !== revision) {
      return refuse('rules-changed')
    }
    const decision = decide(known, await everybody.count())
    if (!decision.ok) {
      return decision
    }
    const next = decision.value
    const saved = await inTransaction({ commitIf: 'saved' }, async (tx) => {
      if (also !== undefined && !(await also(tx))) {
        return 'moved-on'
      }
      const subject = { type: 'identity-rules', id: String(version) }
      const sides = { before: told(known), after: told(next) }
      await audit.record({ ...deed, subject, ...sides }, { tx })
      return rows.save(next, { tx })
    })
    if (saved !== 'saved') {
      return refuse('rules-changed')
    }
    await requestJob(RULES_JOB)
    return ok({ ...next, revision: next.revision + 1 })
  }

  /** Takes the version before out of force. */
  async function retire(tx: Tx): Promise<boolean> {
    const before = (await rows.all()).find(({ state }) => state === 'active')
    return (
      before !== undefined && (await rows.save({ ...before, state: 'past' }, { tx })) === 'saved'
    )
  }

  return {
    /** Newest first. */
    list,
    find,
    samplesOf: rows.samplesOf,

    /** Writes a new version down. Nothing comes of it before it is applied. Refuses while there is another draft. */
    async draft(content: RulesContent, actor: Actor): Answer {
      const fault = faultOf(content)
      if (fault !== null) {
        return refuse(fault)
      }
      const stored = await rows.all()
      if (stored.some(({ state }) => state === 'draft')) {
        return refuse('rules-draft-exists')
      }
      const now = clock.now()
      const first = stored.length === 0 ? [firstVersion(now)] : []
      const version = Math.max(FIRST_VERSION, ...stored.map((one) => one.version)) + 1
      const fresh: RulesVersion = {
        ...firstVersion(now),
        ...content,
        ...{ version, actor, state: 'draft' },
      }
      const saved = await inTransaction({ commitIf: 'saved' }, async (tx) => {
        const subject = { type: 'identity-rules', id: String(version) }
        const entry = { actor, action: 'identity-rules.draft', subject, reason: content.reason }
        await audit.record({ ...entry, after: told(fresh) }, { tx })
        return rows.insert([...first, fresh], tx)
      })
      return saved === 'saved' ? ok(fresh) : refuse('rules-changed')
    },

    edit: (seen: Seen, content: RulesContent, actor: Actor): Answer =>
      change(
        seen,
        { action: 'identity-rules.edit', actor, reason: content.reason },
        {
          decide: (known) => decideEdit(known, content, actor),
          also: (tx) => rows.dropSamples(seen.version, tx).then(() => true),
        },
      ),

    /** Counts what would change, from the beginning or from where it was stopped. */
    async tryOut(seen: Seen, actor: Actor): Answer {
      const found = await find(seen.version)
      const isAnew = found.ok && found.value.trial?.state !== 'stopped'
      return change(
        seen,
        { action: 'identity-rules.try', actor },
        {
          decide: (known, total) => decideTrial(known, { actor, total, now: clock.now() }),
          also: (tx) =>
            isAnew ? rows.dropSamples(seen.version, tx).then(() => true) : Promise.resolve(true),
        },
      )
    },

    /** Gives a draft up; what was counted for it is forgotten. */
    discard: (seen: Seen, actor: Actor): Answer =>
      change(
        seen,
        { action: 'identity-rules.discard', actor },
        {
          decide: decideDiscard,
          also: (tx) => rows.dropSamples(seen.version, tx).then(() => true),
        },
      ),

    /** Stops what is under way, wherever it has come to meanwhile. */
    async stop(version: number, actor: Actor): Answer {
      for (let attempt = 1; ; attempt += 1) {
        const found = await find(version)
        if (!found.ok) {
          return found
        }
        const seen = { version, revision: found.value.revision }
        const deed = { action: 'identity-rules.stop', actor }
        const stopped = await change(seen, deed, { decide: decideStop })
        if (stopped.ok || stopped.code !== 'rules-changed' || attempt >= MAX_STOPS) {
          return stopped
        }
      }
    },

    /**
     * Puts a draft that was tried in force, for every event from now on, and has it applied to everybody; goes on where
     * that was stopped.
     */
    async apply(seen: Seen, reason: string, actor: Actor): Answer {
      const others = await rows.all()
      const isFirstTime = others.some(
        ({ version, state }) => version === seen.version && state === 'draft',
      )
      if (isFirstTime && others.some(({ state }) => state === 'applying')) {
        return refuse('rules-are-applying')
      }
      const applied = await change(
        seen,
        { action: 'identity-rules.apply', actor, reason },
        {
          decide: (known, total) => decideApply(known, { actor, total, now: clock.now() }),
          ...(isFirstTime ? { also: retire } : {}),
        },
      )
      await inForce.refresh()
      return applied
    },
  }
}

/** What the trail tells of a version: what it says and how far it is. */
function told({ state, numbers, sources, reason, trial, application }: RulesVersion) {
  return {
    ...{ state, numbers, sources, reason },
    trial: trial?.state ?? null,
    application: application?.state ?? null,
  }
}
