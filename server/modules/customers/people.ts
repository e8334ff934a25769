import type { Id } from '../../platform/ids/index.js'
import type { Customers } from './customers.repository.js'
import type { RelationReader, RelationView, TagOfCustomer } from './customers.ports.js'
import type { IdentifierKey } from './identifier.domain.js'
import type { CustomerDocument, IdentifierDocument } from './identity.documents.js'
import { claimsOf, type StoredLink } from './links.domain.js'
import type { ResolutionRules } from './resolution/evidence.domain.js'
import { strengthBy } from './resolution/standing.domain.js'
import type { Strength } from './strength.domain.js'

/** An identifier of a customer: its own, or a phone or member number that it claims. */
export type ShownIdentifier = Readonly<{
  identifier: IdentifierDocument
  strength: Strength
  source: string
  firstAt: Date
  lastAt: Date
}>

/** A customer with everything that answers are made of. */
export type Person = Readonly<{
  customer: CustomerDocument
  keys: readonly IdentifierKey[]
  /** Their identifiers as they are stored. */
  own: readonly IdentifierDocument[]
  identifiers: readonly ShownIdentifier[]
  relations: readonly RelationView[]
  tags: readonly TagOfCustomer[]
  mergedFrom: readonly Id<'cus'>[]
}>

type Deps = Readonly<{
  customers: Customers
  relations: RelationReader
  /** In force now. */
  rules(): ResolutionRules
}>

export type LoadPeople = ReturnType<typeof peopleLoader>

/** Loads what belongs to a page of customers, in sets: six reads whatever their number. */
export function peopleLoader({ customers, relations, rules }: Deps) {
  return async (page: readonly CustomerDocument[]): Promise<Person[]> => {
    const owned = await customers.identifiersOf(page.map(({ _id }) => _id))
    const keys = owned.map(({ _id }) => _id)
    const [links, related, tags, merged] = await Promise.all([
      customers.claimLinksOf(keys, { customers: page.length }),
      relations.relationsOf(keys),
      relations.tagsOf(keys),
      customers.mergedInto(keys),
    ])
    const claimed = [...new Set(links.flatMap(({ a, b }) => [a, b]))]
    const documents = await customers.identifiersByKey(claimed)
    const byKey = new Map(documents.map((document) => [document._id, document]))
    const strengthOf = strengthBy(rules())
    return page.map((customer) => {
      const own = owned.filter(({ ownerId }) => ownerId === customer._id)
      const ownKeys = new Set(own.map(({ _id }) => _id))
      return {
        customer,
        keys: [...ownKeys],
        own,
        identifiers: [...own.map(shownOf), ...claimedBy(ownKeys, { links, byKey, strengthOf })],
        relations: related.filter(({ identifierKey }) => ownKeys.has(identifierKey)),
        tags: tags.filter(({ identifierKey }) => ownKeys.has(identifierKey)),
        mergedFrom: merged.flatMap(({ _id, founderKey }) => (ownKeys.has(founderKey) ? _id : [])),
      }
    })
  }
}

const shownOf = (identifier: IdentifierDocument): ShownIdentifier => {
  const { strength, source, firstSeenAt: firstAt, lastSeenAt: lastAt } = identifier
  return { identifier, strength, source, firstAt, lastAt }
}

type Known = Readonly<{
  links: readonly StoredLink[]
  byKey: ReadonlyMap<IdentifierKey, IdentifierDocument>
  strengthOf(link: StoredLink): Strength
}>

function claimedBy(
  ownKeys: ReadonlySet<IdentifierKey>,
  { links, byKey, strengthOf }: Known,
): ShownIdentifier[] {
  return claimsOf(ownKeys, links, strengthOf).flatMap(({ key, ...claim }) => {
    const identifier = byKey.get(key)
    return identifier === undefined ? [] : [{ identifier, ...claim }]
  })
}
