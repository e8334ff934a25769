import type { Clock } from '../../platform/clock/index.js'
import { businessDay } from '../../platform/days/index.js'
import type { Db } from '../../platform/mongo/index.js'
import type { CustomerFact } from './facts.domain.js'
import { carrierOf, distinct } from './identifier.domain.js'
import { gatherIdentity } from './identity-gather.repository.js'
import type { ResolutionRules } from './resolution/evidence.domain.js'
import { observe } from './resolution/observe.domain.js'
import { settle } from './resolution/settle.domain.js'
import { draftOver, type Draft } from './resolution/world.domain.js'

type Deps = Readonly<{ db: Db; rules(): Promise<ResolutionRules>; clock: Clock }>

/** What some facts would lead to. */
export type JoinsPreview = Readonly<{
  /** Facts about somebody who is known by one of the identifiers, or about nobody yet. */
  knownMembers: number
  newMembers: number
  newIdentifiers: number
  /** Facts with a phone that several would then claim. */
  contestedPhones: number
  /** Facts that would make one customer of two. */
  joins: number
}>

/**
 * What these facts would lead to, one after the other, by the functions that will decide it when they are told
 * (identity.md 5). Nothing is written.
 */
export function joinsPreview({ db, rules, clock }: Deps) {
  return async (facts: readonly CustomerFact[]): Promise<JoinsPreview> => {
    const told = facts.map((fact) => ({ ...fact, seen: distinct(fact.seen) }))
    const parts = { db, rules: await rules(), today: businessDay(clock.now()) }
    const { world } = await gatherIdentity(parts, told)
    const counts = { knownMembers: 0, newMembers: 0, contestedPhones: 0, joins: 0 }
    const before = new Set(world.identifiers.keys())
    const named = new Set(told.flatMap(({ seen }) => seen.map(({ key }) => key)))
    for (const fact of told.filter(({ seen }) => carrierOf(seen) !== null)) {
      const draft = draftOver(world, fact.at)
      const isKnown = fact.seen.some(({ key }) => (draft.identifier(key)?.ownerId ?? null) !== null)
      counts[isKnown ? 'knownMembers' : 'newMembers'] += 1
      const news = observe(draft, fact)
      const settled = news.length === 0 ? null : settle(draft, news)
      draft.commit()
      counts.joins += (settled?.merged.length ?? 0) > 0 ? 1 : 0
      counts.contestedPhones += hasContestedPhone(draft, fact) ? 1 : 0
    }
    const newIdentifiers = [...named].filter((key) => !before.has(key)).length
    return { ...counts, newIdentifiers }
  }
}

const hasContestedPhone = (draft: Draft, { seen }: CustomerFact): boolean =>
  seen.some(({ type, key }) => {
    const phone = draft.identifier(key)
    return type === 'phone' && (phone?.isShared === true || phone?.isMoved === true)
  })
