import type { z } from 'zod'
import type { IdentifierDocument } from '../identity.documents.js'
import type { IdentifierKey } from '../identifier.domain.js'
import type { RuleSamples, RulesView } from './rules.contract.js'
import type { Run, RulesVersion } from './rules.domain.js'
import type { SampleDocument } from './rules.model.js'

/** Answers about rules. Pure. */

export function rulesView(known: RulesVersion): z.output<typeof RulesView> {
  const { sources, createdAt, activatedAt, trial, application, actor, ...rest } = known
  return {
    ...rest,
    actor: { operatorId: actor.operatorId, name: actor.name },
    sources: sources.map(({ source, isTrusted }) => ({ source, isTrusted })),
    createdAt: createdAt.toISOString(),
    activatedAt: activatedAt?.toISOString() ?? null,
    trial: runView(trial),
    application: runView(application),
  }
}

function runView(run: Run | null) {
  if (run === null) {
    return null
  }
  const { cursor: _cursor, startedAt, endedAt, ...rest } = run
  return {
    ...rest,
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  }
}

type Masked = (identifier: IdentifierDocument) => string

/** Identifiers that were erased meanwhile are left out. */
export function samplesView(
  samples: readonly SampleDocument[],
  known: ReadonlyMap<IdentifierKey, IdentifierDocument>,
  masked: Masked,
): z.output<typeof RuleSamples> {
  const named = (key: IdentifierKey) => {
    const identifier = known.get(key)
    if (identifier === undefined) {
      return []
    }
    const { type, scope } = identifier
    return [{ key, type, scope, value: masked(identifier) }]
  }
  const side = ({ keys, isFresh }: SampleDocument['before'][number]) => ({
    identifiers: keys.flatMap(named),
    isFresh,
  })
  return {
    items: samples.map(({ before, after }) => ({
      before: before.map(side),
      after: after.map(side),
    })),
  }
}
