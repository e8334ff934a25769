import type { Db } from '../../../platform/mongo/index.js'
import type { IdentifierKey } from '../identifier.domain.js'
import type { EvidenceDocument } from '../identity.documents.js'
import { identityCollections } from '../identity.model.js'
import type { StoredLink } from '../links.domain.js'
import { decisionCollection, type DecisionDocument } from '../resolution/decisions.model.js'

const MAX_TIME_MS = 5_000

/** Reads for explanations. */
export function explainRepository(db: Db) {
  const { evidence } = identityCollections(db)
  const decisions = decisionCollection(db)

  return {
    /** Operators' words about one of these identifiers that are in force. */
    wordsAbout: (keys: readonly IdentifierKey[]): Promise<DecisionDocument[]> =>
      decisions
        .find({ keys: { $in: [...keys] }, isActive: true })
        .sort({ at: 1, _id: 1 })
        .maxTimeMS(MAX_TIME_MS)
        .toArray(),

    /** The observation that a link began with; null when it is gone (retention, erasure). */
    firstOf({ a, b, kind, source, runs }: StoredLink): Promise<EvidenceDocument | null> {
      const from = runs[0]?.from
      return from === undefined
        ? Promise.resolve(null)
        : evidence.findOne(
            {
              'identifiers.key': a,
              occurredAt: from,
              $and: [{ 'identifiers.key': b }],
              kind,
              source,
            },
            { maxTimeMS: MAX_TIME_MS },
          )
    },
  }
}

export type ExplainReads = ReturnType<typeof explainRepository>
