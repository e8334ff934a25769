import type { z } from 'zod'
import type { Clock } from '../../../platform/clock/index.js'
import type { AuditTrail } from '../customers.ports.js'
import type { Customers } from '../customers.repository.js'
import type { ExplainReads } from '../explain/explain.repository.js'
import { edgeOf } from '../explain/graph.view.js'
import { namer } from '../explain/naming.js'
import { noteOf, sentenceOf } from '../explain/sentences.js'
import type { IdentifierText } from '../identifier-text.js'
import type { IdentifierKey } from '../identifier.domain.js'
import type { ResolutionRules } from '../resolution/evidence.domain.js'
import type { Actor } from './decide.js'
import type { ReviewEvidence } from './deciding.contract.js'
import type { DecidingQueries } from './deciding.queries.js'
import type { Reviews } from './reviews.js'

/** Each is looked up. */
const MAX_EDGES = 200

type Deps = Readonly<{
  reviews: Pick<Reviews, 'detail'>
  queries: Pick<DecidingQueries, 'decisionsAbout'>
  customers: Pick<Customers, 'linksBetween' | 'identifiersByKey'>
  reads: Pick<ExplainReads, 'firstOf'>
  rules(): Promise<ResolutionRules>
  text: IdentifierText
  audit: AuditTrail
  clock: Clock
}>

type Copy = z.output<typeof ReviewEvidence>
export type CopyEvidence = ReturnType<typeof copyEvidence>

/**
 * A copy of a review to keep: both sides, the evidence between them in sentences, what operators have said. Phones are
 * masked; that it was taken is in the audit trail. Null for no such review.
 */
export function copyEvidence(deps: Deps) {
  const { reviews, queries, customers, reads, rules, text, audit, clock } = deps

  async function explained(keys: readonly IdentifierKey[]): Promise<Copy['edges']> {
    const [links, identifiers, inForce] = await Promise.all([
      customers.linksBetween(keys),
      customers.identifiersByKey(keys),
      rules(),
    ])
    const name = namer(identifiers, text)
    const told = links.slice(0, MAX_EDGES).map(async (link) => {
      const edge = edgeOf(link, { rules: inForce, reviews: [{ keys: [...keys] }] })
      if (edge === null || link.a === link.b) {
        return []
      }
      const first = await reads.firstOf(link)
      const { source, count, standing, firstAt } = edge
      const seen = {
        ...{ from: name(link.a), to: name(link.b), kind: link.kind, source, count, standing },
        ...{ at: new Date(firstAt), actor: first?.actor ?? null },
      }
      const eventId = first?.eventId ?? null
      return [{ ...edge, sentence: sentenceOf(seen), note: noteOf(seen), eventId }]
    })
    return (await Promise.all(told)).flat()
  }

  return async (reviewId: string, actor: Actor): Promise<Copy | null> => {
    const found = await reviews.detail(reviewId)
    if (found === null) {
      return null
    }
    const { sides, edges: _edges, choices: _choices, evidence: _evidence, ...review } = found
    const keys = review.identifiers.map(({ key }) => key as IdentifierKey)
    const decisions = await queries.decisionsAbout(keys)
    const nodes = [...review.identifiers, ...sides.flatMap((side) => side.identifiers)]
    const copy: Copy = {
      ...{ exportedAt: clock.now().toISOString(), exportedBy: actor.name, review, sides },
      nodes: [...new Map(nodes.map((one) => [one.key, one])).values()],
      edges: await explained(keys),
      decisions,
    }
    await audit.record({
      ...{ actor, action: 'identity.review-exported' },
      subject: { type: 'identity-review', id: reviewId },
      after: { identifiers: copy.nodes.length, phones: 'masked' },
    })
    return copy
  }
}
