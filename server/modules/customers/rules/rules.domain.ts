import { ok, refuse, type Result } from '../../../platform/errors/index.js'
import { RULES, type ResolutionRules } from '../resolution/evidence.domain.js'
import type { RulesRefusal } from './rules.errors.js'

/** Versions of the rules by which people are told apart: tried over everybody first, then put in force. Pure. */

export type Actor = Readonly<{ operatorId: string; name: string }>

/** The numbers of identity.md 2.1, silences in days. */
export type RuleNumbers = Readonly<{
  maxIdentifiers: number
  maxClaimants: number
  maxPhones: number
  silenceDays: number
  patientSilenceDays: number
}>

export type SourceTrust = Readonly<{ source: string; isTrusted: boolean }>

/** What the work over everybody has come upon so far; each customer counts once. */
export type Counts = Readonly<{
  visited: number
  stays: number
  merges: number
  splits: number
  /** Too much hangs together to be decided at once. */
  waits: number
  /** Customers that live no longer after it. */
  gone: number
  /** New customers and such that live again: parts of others. */
  founded: number
}>

/** Work over everybody in steps: where it is, so that it goes on there. */
export type Run = Readonly<{
  state: 'running' | 'stopped' | 'done'
  /** The last customer that was looked at. */
  cursor: string | null
  /** How many there were when it began. */
  total: number
  counts: Counts
  actor: Actor
  startedAt: Date
  endedAt: Date | null
}>

export type RulesContent = Readonly<{
  numbers: RuleNumbers
  sources: readonly SourceTrust[]
  reason: string
}>

export type RulesVersion = RulesContent &
  Readonly<{
    version: number
    /** `applying`: in force for what comes, and not yet for everybody who was there. */
    state: 'draft' | 'applying' | 'active' | 'past' | 'discarded'
    actor: Actor
    createdAt: Date
    activatedAt: Date | null
    trial: Run | null
    application: Run | null
    revision: number
  }>

const DAY_MS = 24 * 60 * 60 * 1000

/**
 * How far the numbers may be moved. Runs of evidence are kept apart from 90 days on: a shorter silence was never written
 * down.
 */
const BOUNDS = {
  maxIdentifiers: { min: 2, max: 50 },
  maxClaimants: { min: 1, max: 20 },
  maxPhones: { min: 1, max: 50 },
  silenceDays: { min: 90, max: 3_650 },
  patientSilenceDays: { min: 90, max: 3_650 },
} as const
/** Every process knows all of them. */
const MAX_SOURCES = 200

export const NO_COUNTS: Counts = {
  ...{ visited: 0, stays: 0, merges: 0, splits: 0, waits: 0, gone: 0, founded: 0 },
}

const SYSTEM: Actor = { operatorId: 'system', name: '系统' }
export const FIRST_VERSION = Number(RULES.version)

/** What is in force until somebody decides otherwise. */
export const firstVersion = (at: Date): RulesVersion => ({
  version: FIRST_VERSION,
  state: 'active',
  numbers: {
    maxIdentifiers: RULES.maxIdentifiers,
    maxClaimants: RULES.maxClaimants,
    maxPhones: RULES.maxPhones,
    silenceDays: RULES.silenceMs / DAY_MS,
    patientSilenceDays: RULES.patientSilenceMs / DAY_MS,
  },
  sources: [],
  reason: '出厂规则',
  actor: SYSTEM,
  createdAt: at,
  activatedAt: null,
  trial: null,
  application: null,
  revision: 0,
})

/** As resolution reads them. */
export function resolutionRules(known: Pick<RulesVersion, 'version' | 'numbers' | 'sources'>) {
  const { silenceDays, patientSilenceDays, ...numbers } = known.numbers
  const rules: ResolutionRules = {
    version: String(known.version),
    ...numbers,
    silenceMs: silenceDays * DAY_MS,
    patientSilenceMs: patientSilenceDays * DAY_MS,
    sources: Object.fromEntries(
      known.sources.map(({ source, isTrusted }) => [source, isTrusted] as const),
    ),
  }
  return rules
}

type Decision = Result<RulesVersion, RulesRefusal>
type Asked = Readonly<{ actor: Actor; now: Date; total: number }>

/** Null: it can be. A patient silence is never shorter than the other one; each source is named once. */
export function faultOf({ numbers, sources }: RulesContent): RulesRefusal | null {
  const names = sources.map(({ source }) => source)
  const isOut = Object.entries(BOUNDS).some(([name, { min, max }]) => {
    const value = numbers[name as keyof RuleNumbers]
    return !Number.isInteger(value) || value < min || value > max
  })
  const isBackward = numbers.patientSilenceDays < numbers.silenceDays
  const isCrowded = names.length > MAX_SOURCES || new Set(names).size !== names.length
  return isOut || isBackward || isCrowded ? 'rules-impossible' : null
}

export function decideEdit(known: RulesVersion, content: RulesContent, actor: Actor): Decision {
  if (known.state !== 'draft') {
    return refuse('rules-not-a-draft')
  }
  const fault = faultOf(content)
  // What was counted was counted by other rules.
  return fault === null ? ok({ ...known, ...content, actor, trial: null }) : refuse(fault)
}

/** Begins to count what would change, or goes on where it was stopped; what was counted to the end begins anew. */
export function decideTrial(known: RulesVersion, asked: Asked): Decision {
  if (known.state !== 'draft') {
    return refuse('rules-not-a-draft')
  }
  const { trial } = known
  if (trial?.state === 'running') {
    return refuse('rules-are-running')
  }
  return ok({ ...known, trial: trial?.state === 'stopped' ? goOn(trial) : begun(asked) })
}

/** Puts rules that were tried in force, or goes on applying them to everybody. */
export function decideApply(known: RulesVersion, asked: Asked): Decision {
  const { state, trial, application } = known
  if (state === 'applying' && application !== null) {
    return application.state === 'running'
      ? refuse('rules-are-running')
      : ok({ ...known, application: goOn(application) })
  }
  if (state !== 'draft') {
    return refuse('rules-not-a-draft')
  }
  return trial?.state === 'done'
    ? ok({ ...known, state: 'applying', activatedAt: asked.now, application: begun(asked) })
    : refuse('rules-not-tried')
}

/** Nothing will come of it; a dry run that is under way ends. The version stays in the list. */
export function decideDiscard(known: RulesVersion): Decision {
  if (known.state !== 'draft') {
    return refuse('rules-not-a-draft')
  }
  const { trial } = known
  const ended: Run | null = trial?.state === 'running' ? { ...trial, state: 'stopped' } : trial
  return ok({ ...known, state: 'discarded', trial: ended })
}

export function decideStop(known: RulesVersion): Decision {
  const { trial, application } = known
  if (known.state === 'draft' && trial?.state === 'running') {
    return ok({ ...known, trial: { ...trial, state: 'stopped' } })
  }
  if (known.state === 'applying' && application?.state === 'running') {
    return ok({ ...known, application: { ...application, state: 'stopped' } })
  }
  return refuse('rules-not-running')
}

const begun = ({ actor, now, total }: Asked): Run => ({
  ...{ state: 'running', cursor: null, total, counts: NO_COUNTS, actor },
  ...{ startedAt: now, endedAt: null },
})
const goOn = (run: Run): Run => ({ ...run, state: 'running' })

/** One step further; `cursor` null: nobody is left. */
export function stepped(
  run: Run,
  { cursor, counts, now }: { cursor: string | null; counts: Counts; now: Date },
): Run {
  return cursor === null
    ? { ...run, counts, cursor: null, state: 'done', endedAt: now }
    : { ...run, counts, cursor }
}

export const addCounts = (a: Counts, b: Counts): Counts => ({
  visited: a.visited + b.visited,
  stays: a.stays + b.stays,
  merges: a.merges + b.merges,
  splits: a.splits + b.splits,
  waits: a.waits + b.waits,
  gone: a.gone + b.gone,
  founded: a.founded + b.founded,
})
