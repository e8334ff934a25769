import { isFact, type CustomerFact } from '../facts.domain.js'
import { carrierOf, typeOfKey, type IdentifierKey } from '../identifier.domain.js'
import { withMoment, type Run } from '../link-runs.domain.js'
import { linkId, pairsOf, withObservation, type StoredLink } from '../links.domain.js'
import type { Draft, WorldIdentifier } from './world.domain.js'

/** Notes down what a fact shows; answers the identifiers about which resolution may now think otherwise. Pure. */
export function observe(draft: Draft, fact: CustomerFact): IdentifierKey[] {
  const news = new Set<IdentifierKey>()
  const carrier = carrierOf(fact.seen)
  for (const { key } of fact.seen) {
    const before = draft.identifier(key)
    const isCarrier = key === carrier?.key || before?.isCarrier === true
    if (before === undefined || before.isCarrier !== isCarrier) {
      draft.setIdentifier({ ...(before ?? unknown(key)), isCarrier })
      news.add(key)
    }
  }
  if (carrier?.type === 'phone') {
    const { parts } = noteFact(draft, carrier.key, fact)
    // Whose it is hangs on who had the phone then: all of them are looked at.
    if (parts.length > 0) {
      news.add(carrier.key)
    }
  }
  for (const pair of pairsOf(fact)) {
    const before = draft.link(linkId(pair, fact))
    const after = withObservation(before, pair, fact)
    draft.setLink(after)
    if (before === undefined) {
      for (const key of new Set([after.a, after.b])) {
        const end = draft.identifier(key) ?? unknown(key)
        draft.setIdentifier({ ...end, degree: end.degree + 1 })
      }
    }
    if (before === undefined || isNews(draft, before, after)) {
      news.add(after.a)
      news.add(after.b)
    }
  }
  return [...news]
}

const unknown = (key: IdentifierKey): WorldIdentifier => ({
  key,
  ownerId: null,
  isCarrier: false,
  degree: 0,
  isMoved: false,
  isShared: false,
  parts: [],
  factRuns: [],
})

function noteFact(draft: Draft, key: IdentifierKey, fact: CustomerFact): WorldIdentifier {
  const before = draft.identifier(key) ?? unknown(key)
  if (isFact(fact)) {
    draft.setIdentifier({ ...before, factRuns: withMoment(before.factRuns, fact.at) })
  }
  return before
}

/**
 * One observation more of a known link matters when it is surer, or when it may move the silences of a phone: a run that
 * only grows longer can do no more than bridge one, and there is none unless the phone has moved.
 */
function isNews(draft: Draft, before: StoredLink, after: StoredLink): boolean {
  if (before.strength !== after.strength) {
    return true
  }
  const phones = [after.a, after.b].filter((key) => typeOfKey(key) === 'phone')
  const isMoved = phones.some((key) => draft.identifier(key)?.isMoved === true)
  return (
    phones.length > 0 &&
    (isMoved || !sameBeginnings(before.runs, after.runs)) &&
    !same(before, after)
  )
}

const sameBeginnings = (before: readonly Run[], after: readonly Run[]): boolean =>
  before.length === after.length &&
  before.every(({ from }, index) => from.getTime() === after[index]?.from.getTime())

const same = ({ runs: before }: StoredLink, { runs: after }: StoredLink): boolean =>
  sameBeginnings(before, after) &&
  before.every(({ to }, index) => to.getTime() === after[index]?.to.getTime())
