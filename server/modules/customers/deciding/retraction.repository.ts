import type { Db } from '../../../platform/mongo/index.js'
import { typeOfKey, type SeenIdentifier } from '../identifier.domain.js'
import type { EvidenceDocument } from '../identity.documents.js'
import { identityCollections } from '../identity.model.js'
import { linkId, pairsOf, withObservation, type Pair, type StoredLink } from '../links.domain.js'
import type { Draft } from '../resolution/world.domain.js'

/** Evidence that counts as never seen: links as they are without it (identity.md 1, retract). Evidence stays as it is. */

const MAX_TIME_MS = 5_000
/** Observations of one pair by one source. */
const MAX_OBSERVATIONS = 20_000

type Retracted = Readonly<{ events: ReadonlySet<string>; sources: ReadonlySet<string> }>
type Observed = Readonly<{ pair: Pair; by: EvidenceDocument }>

/** The links that these observations have a part in, rebuilt; null: nothing shows it any more. */
export type Rebuilt = ReadonlyMap<string, StoredLink | null>

/** The pairs that an observation shows. */
export function pairsIn({ identifiers }: Pick<EvidenceDocument, 'identifiers'>): Pair[] {
  const seen = identifiers.map(({ key, strength }): SeenIdentifier => {
    const [, scope = ''] = key.split(':', 2)
    return { key, type: typeOfKey(key), scope, value: '', strength }
  })
  return pairsOf({ seen })
}

/**
 * Reads every observation of the links of `evidence` and builds them anew without what is retracted. To be read after the
 * links: what is observed meanwhile has changed a link then, and the write is refused. Null when there is too much of it.
 */
export function linkRebuilder(db: Db) {
  const { evidence: observations } = identityCollections(db)

  return async (
    evidence: readonly EvidenceDocument[],
    retracted: Retracted,
  ): Promise<Rebuilt | null> => {
    const shown = new Map<string, Observed>()
    for (const by of evidence) {
      pairsIn(by).forEach((pair) => shown.set(linkId(pair, by), { pair, by }))
    }
    const rebuilt = new Map<string, StoredLink | null>()
    for (const [id, { pair, by }] of shown) {
      const { kind, source, isTrusted } = by
      const both = { $all: [...new Set(pair.map(({ key }) => key))] }
      const found = await observations
        .find({ 'identifiers.key': both, kind, source, isTrusted }, { maxTimeMS: MAX_TIME_MS })
        .limit(MAX_OBSERVATIONS + 1)
        .toArray()
      if (found.length > MAX_OBSERVATIONS) {
        return null
      }
      const left = retracted.sources.has(source)
        ? []
        : found.filter(({ eventId }) => !retracted.events.has(eventId))
      rebuilt.set(id, left.reduce<StoredLink | null>(addTo(id), null))
    }
    return rebuilt
  }
}

const addTo = (id: string) => (link: StoredLink | null, by: EvidenceDocument) => {
  const said = { kind: by.kind, source: by.source, isTrusted: by.isTrusted, at: by.occurredAt }
  const pair = pairsIn(by).find((one) => linkId(one, by) === id)
  return pair === undefined ? link : withObservation(link ?? undefined, pair, said)
}

/** Notes the rebuilt links down; an identifier has as many links as end at it. */
export function applyRebuilt(draft: Draft, rebuilt: Rebuilt): void {
  for (const [id, link] of rebuilt) {
    const before = draft.link(id)
    const shown = link ?? before
    const step = Number(link !== null) - Number(before !== undefined)
    if (shown === undefined) {
      continue
    }
    if (link === null) {
      draft.dropLink(id)
    } else {
      draft.setLink(link)
    }
    for (const key of new Set([shown.a, shown.b])) {
      const end = draft.identifier(key)
      if (end !== undefined && step !== 0) {
        draft.setIdentifier({ ...end, degree: end.degree + step })
      }
    }
  }
}
