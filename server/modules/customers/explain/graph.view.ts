import type { z } from 'zod'
import type { Id } from '../../../platform/ids/index.js'
import type { IdentifierText } from '../identifier-text.js'
import type { CustomerDocument, IdentifierDocument } from '../identity.documents.js'
import type { StoredLink } from '../links.domain.js'
import type { ResolutionRules } from '../resolution/evidence.domain.js'
import type { ReviewDocument } from '../resolution/reviews.model.js'
import { standingOf } from '../resolution/standing.domain.js'
import type { IdentityEdge, IdentityGraph, IdentityNode } from './explain.contract.js'
import { namedIdentifier } from './naming.js'

/** The picture of a customer's identifiers and what links them (identity.md 5). Pure. */

type Parts = Readonly<{
  customer: CustomerDocument
  mergedFrom: readonly Id<'cus'>[]
  links: readonly StoredLink[]
  /** The customer's own and those that the links lead to. */
  identifiers: readonly IdentifierDocument[]
  people: readonly CustomerDocument[]
  reviews: readonly ReviewDocument[]
  rules: ResolutionRules
  masked: IdentifierText['masked']
}>

/** A picture of more says nothing: the customer's own first, then its neighbours by what is believed most. */
const MAX_EDGES = 120

export function graphOf(parts: Parts): z.output<typeof IdentityGraph> {
  const { customer, identifiers, reviews, mergedFrom } = parts
  const own = new Set(
    identifiers.filter(({ ownerId }) => ownerId === customer._id).map(({ _id }) => _id),
  )
  const all = parts.links
    .filter(({ a, b }) => a !== b)
    .flatMap((link) => edgeOf(link, parts) ?? [])
    .sort((x, y) => rank(x, own) - rank(y, own) || (x.lastAt < y.lastAt ? 1 : -1))
  const edges = all.slice(0, MAX_EDGES)
  const shown = new Set<string>([...own, ...edges.flatMap(({ a, b }) => [a, b])])
  return {
    customerId: customer._id,
    nodes: identifiers.filter(({ _id }) => shown.has(_id)).map((one) => nodeOf(one, parts)),
    edges,
    isCut: all.length > edges.length,
    reviewIds: reviews.filter(({ aside }) => aside === undefined).map(({ _id }) => _id),
    mergedFrom: [...mergedFrom],
  }
}

const STANDINGS = ['proved', 'relayed', 'claimed', 'sighted'] as const

function rank({ a, b, standing }: Edge, own: ReadonlySet<string>): number {
  const isInside = own.has(a) && own.has(b)
  return (isInside ? 0 : STANDINGS.length) + STANDINGS.indexOf(standing)
}

type Edge = z.output<typeof IdentityEdge>

/** Null for a link without a time: nothing has shown it any more. */
export function edgeOf(
  link: StoredLink,
  {
    rules,
    reviews,
  }: Pick<Parts, 'rules'> & Readonly<{ reviews: readonly Pick<ReviewDocument, 'keys'>[] }>,
): Edge | null {
  const { a, b, kind, source, isTrusted, count, runs } = link
  const [first, last] = [runs[0], runs.at(-1)]
  if (first === undefined || last === undefined) {
    return null
  }
  const standing = standingOf(link, rules)
  return {
    ...{ a, b, kind, source, isTrusted, count },
    standing,
    firstAt: first.from.toISOString(),
    lastAt: last.to.toISOString(),
    // What was only seen together would join nothing anyway.
    isHeld:
      standing !== 'sighted' && reviews.some(({ keys }) => keys.includes(a) && keys.includes(b)),
  }
}

function nodeOf(
  identifier: IdentifierDocument,
  { customer, people, masked }: Parts,
): z.output<typeof IdentityNode> {
  const { _id: key, ownerId, ordersPaid, paidFen, refundedFen } = identifier
  const owner = people.find(({ _id }) => _id === ownerId)
  return {
    ...namedIdentifier(identifier, { masked }),
    ownerId,
    ownerName: owner?.name ?? null,
    isFounder: (owner ?? customer).founderKey === key,
    isMoved: identifier.isMoved === true,
    firstSeenAt: identifier.firstSeenAt.toISOString(),
    lastSeenAt: identifier.lastSeenAt.toISOString(),
    ordersPaid,
    netFen: paidFen - refundedFen,
  }
}
