import { atOneMoment } from '../../platform/mongo/index.js'
import type { CustomerFact } from './facts.domain.js'
import { identityCollections } from './identity.model.js'
import { linkId, pairsOf } from './links.domain.js'
import {
  foundWorld,
  gatherWorld,
  type GatheredWorld,
} from './resolution/gather-world.repository.js'
import { observe } from './resolution/observe.domain.js'
import { draftOver } from './resolution/world.domain.js'

/** The driver asks for 101 documents first and then for the rest: a batch of events needs more at once. */
const IN_ONE_REPLY = { batchSize: 2_000 } as const

/** Reads, in sets, what deciding these facts needs: one read for facts with single known identifiers. */
export const gatherIdentity = (
  parts: Omit<Parts, 'moment'>,
  facts: readonly CustomerFact[],
): Promise<GatheredWorld> =>
  atOneMoment(parts.db, (moment) => gatherAt({ ...parts, moment }, facts))

type Parts = Parameters<typeof gatherWorld>[0]

async function gatherAt(parts: Parts, facts: readonly CustomerFact[]): Promise<GatheredWorld> {
  const { identifiers, links } = identityCollections(parts.db)
  const options = { ...IN_ONE_REPLY, ...parts.moment }
  const keys = [...new Set(facts.flatMap((fact) => fact.seen.map(({ key }) => key)))]
  const known =
    keys.length === 0 ? [] : await identifiers.find({ _id: { $in: keys } }, options).toArray()
  // Two that were never seen cannot have been seen together.
  const isKnown = new Set(known.map(({ _id }) => _id))
  const isNew = (fact: CustomerFact) => fact.seen.every(({ key }) => !isKnown.has(key))
  const linkIds = facts
    .filter((fact) => !isNew(fact))
    .flatMap((fact) =>
      pairsOf(fact)
        .filter((pair) => pair.every(({ key }) => isKnown.has(key)))
        .map((pair) => linkId(pair, fact)),
    )
  const shown =
    linkIds.length === 0
      ? []
      : await links.find({ _id: { $in: [...new Set(linkIds)] } }, options).toArray()
  const found = { identifiers: known, links: shown }
  const news = newsIn(foundWorld(parts, found))
  // Of whom nobody has seen before everything is news, and nothing that is known hangs on it.
  const seeds = facts.flatMap((fact) =>
    isNew(fact) ? fact.seen.map(({ key }) => key) : news(fact),
  )
  return gatherWorld(parts, { found, seeds })
}

/** Around which identifiers something may change: noted down as the decision will, in a world of its own. */
function newsIn(world: ReturnType<typeof foundWorld>) {
  return (fact: CustomerFact) => {
    const draft = draftOver(world, fact.at)
    const news = observe(draft, fact)
    draft.commit()
    return news
  }
}
