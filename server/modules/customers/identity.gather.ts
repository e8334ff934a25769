import type { Db } from '../../platform/mongo/index.js'
import { newId, type Id } from '../../platform/ids/index.js'
import type { CustomerFact } from './facts.js'
import { slotOf, isHard, type IdentifierKey } from './identifier.domain.js'
import type { IdentityState, KnownCustomer, KnownIdentifier } from './identity.domain.js'
import {
  identityCollections,
  type IdentifierDocument,
  type LinkDocument,
} from './identity.model.js'
import { linkId } from './identity.write.js'

/** The gathered state, and what the write guards itself with: everything as it was read. */
export type GatheredIdentity = IdentityState & {
  readonly stored: ReadonlyMap<IdentifierKey, IdentifierDocument>
  readonly versions: ReadonlyMap<Id<'cus'>, number>
  readonly links: ReadonlyMap<string, LinkDocument>
}

/** Reads, in sets, what deciding these facts needs: one read for facts with single, known identifiers. */
export async function gatherIdentity(
  db: Db,
  facts: readonly CustomerFact[],
): Promise<GatheredIdentity> {
  const { identifiers, customers, links } = identityCollections(db)
  const keys = [...new Set(facts.flatMap((fact) => fact.seen.map(({ key }) => key)))]
  const seen = keys.length === 0 ? [] : await identifiers.find({ _id: { $in: keys } }).toArray()

  // Only facts that may join anybody need whole customers: their founder, their size, their hard slots.
  const joining = facts.filter((fact) => fact.seen.filter(({ type }) => isHard(type)).length > 1)
  const joiningKeys = new Set(joining.flatMap((fact) => fact.seen.map(({ key }) => key)))
  const owners = ownersOf(seen.filter(({ _id }) => joiningKeys.has(_id)))
  const [people, theirs] =
    owners.length === 0
      ? [[], []]
      : await Promise.all([
          customers.find({ _id: { $in: owners } }).toArray(),
          identifiers.find({ ownerId: { $in: owners } }).toArray(),
        ])
  const linkIds = facts.flatMap((fact) => pairIds(fact))
  const known = linkIds.length === 0 ? [] : await links.find({ _id: { $in: linkIds } }).toArray()

  const stored = new Map([...seen, ...theirs].map((document) => [document._id, document]))
  return {
    identifiers: new Map(
      [...stored].map(([key, { ownerId }]) => [key, knownIdentifier(key, ownerId)]),
    ),
    customers: new Map([
      // Facts with one identifier only need to know that the owner is there.
      ...ownersOf(seen).map((ownerId) => [ownerId, bareCustomer(ownerId, stored)] as const),
      ...people.map(
        (person) =>
          [
            person._id,
            {
              customerId: person._id,
              founderKey: person.founderKey,
              createdAt: person.createdAt,
              identifierCount: person.identifierCount,
              slots: slotsOf(theirs.filter(({ ownerId }) => ownerId === person._id)),
            },
          ] as const,
      ),
    ]),
    freshIds: new Map(facts.map((fact) => [fact, newId('cus')])),
    stored,
    versions: new Map(people.map((person) => [person._id, person.version])),
    links: new Map(known.map((link) => [link._id, link])),
  }
}

const knownIdentifier = (key: IdentifierKey, ownerId: Id<'cus'> | null): KnownIdentifier => ({
  key,
  ownerId,
})

function ownersOf(documents: readonly IdentifierDocument[]): Id<'cus'>[] {
  return [...new Set(documents.flatMap(({ ownerId }) => (ownerId === null ? [] : [ownerId])))]
}

function bareCustomer(
  customerId: Id<'cus'>,
  stored: ReadonlyMap<IdentifierKey, IdentifierDocument>,
): KnownCustomer {
  const [first] = [...stored.values()].filter(({ ownerId }) => ownerId === customerId)
  if (first === undefined) {
    throw new Error('an owner is known by one of its identifiers')
  }
  return {
    customerId,
    founderKey: first._id,
    createdAt: first.firstSeenAt,
    identifierCount: 1,
    slots: new Map(),
  }
}

function slotsOf(documents: readonly IdentifierDocument[]): Map<string, IdentifierKey> {
  return new Map(
    documents
      .filter(({ type }) => isHard(type))
      .map((document) => [slotOf(document), document._id]),
  )
}

function pairIds(fact: CustomerFact): string[] {
  return fact.seen.flatMap((a, index) =>
    fact.seen.slice(index + 1).map((b) => linkId(a.key, b.key, fact)),
  )
}
