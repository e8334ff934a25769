import type { Db } from '../../platform/mongo/index.js'
import { newId, type Id } from '../../platform/ids/index.js'
import type { CustomerFact } from './facts.domain.js'
import { isHard, slotOf, type IdentifierKey } from './identifier.domain.js'
import type { CustomerDocument, IdentifierDocument } from './identity.documents.js'
import { joiningPairs } from './identity.domain.js'
import { identityCollections } from './identity.model.js'
import type { IdentityState, KnownCustomer } from './identity-state.domain.js'
import { allPairs, linkId, type StoredLink } from './links.domain.js'

/** The state to decide on, and everything as it was read: the write guards itself with that. */
export type GatheredIdentity = Readonly<{
  /** Changed in place from event to event of a batch. */
  state: IdentityState
  identifiers: ReadonlyMap<IdentifierKey, IdentifierDocument>
  /** Those that may be joined or added to, with all their identifiers above. */
  customers: ReadonlyMap<Id<'cus'>, CustomerDocument>
  links: ReadonlyMap<string, StoredLink>
}>

/** The driver asks for 101 documents first and then for the rest: a batch of events needs more at once. */
const IN_ONE_REPLY = { batchSize: 2_000 } as const

/** Reads, in sets, what deciding these facts needs: one read for facts with single identifiers. */
export async function gatherIdentity(
  db: Db,
  facts: readonly CustomerFact[],
): Promise<GatheredIdentity> {
  const { identifiers, customers, links } = identityCollections(db)
  const keys = [...new Set(facts.flatMap((fact) => fact.seen.map(({ key }) => key)))]
  const linkIds = [
    ...new Set(facts.flatMap((fact) => allPairs(fact.seen).map((pair) => linkId(pair, fact)))),
  ]
  const [seen, known] = await Promise.all([
    keys.length === 0 ? [] : identifiers.find({ _id: { $in: keys } }, IN_ONE_REPLY).toArray(),
    linkIds.length === 0 ? [] : links.find({ _id: { $in: linkIds } }, IN_ONE_REPLY).toArray(),
  ])
  const owners = ownersToJoin(facts, new Map(seen.map(({ _id, ownerId }) => [_id, ownerId])))
  const [people, theirs] =
    owners.length === 0
      ? [[], []]
      : await Promise.all([
          customers.find({ _id: { $in: owners } }, IN_ONE_REPLY).toArray(),
          identifiers.find({ ownerId: { $in: owners } }, IN_ONE_REPLY).toArray(),
        ])
  const stored = new Map([...seen, ...theirs].map((document) => [document._id, document]))
  return {
    state: stateOf(keys, stored, people),
    identifiers: stored,
    customers: new Map(people.map((person) => [person._id, person])),
    links: new Map(known.map((link) => [link._id, link])),
  }
}

/** Owners of what a fact may join, unless it is together already: only these are needed with all they have. */
function ownersToJoin(
  facts: readonly CustomerFact[],
  ownerIds: ReadonlyMap<IdentifierKey, Id<'cus'> | null>,
): Id<'cus'>[] {
  const owners = facts.flatMap((fact) => {
    const keys = joiningPairs(fact).flatMap((pair) => pair.map(({ key }) => key))
    const theirs = new Set(keys.map((key) => ownerIds.get(key) ?? null))
    return theirs.size > 1 ? [...theirs] : []
  })
  return [...new Set(owners)].filter((owner) => owner !== null)
}

function stateOf(
  keys: readonly IdentifierKey[],
  stored: ReadonlyMap<IdentifierKey, IdentifierDocument>,
  people: readonly CustomerDocument[],
): IdentityState {
  const documents = [...stored.values()]
  const slots = new Map<Id<'cus'>, Map<string, IdentifierKey>>()
  for (const document of documents.filter(({ type }) => isHard(type))) {
    if (document.ownerId !== null) {
      const taken = slots.get(document.ownerId) ?? new Map<string, IdentifierKey>()
      slots.set(document.ownerId, taken.set(slotOf(document), document._id))
    }
  }
  const withoutOwner = keys.filter((key) => (stored.get(key)?.ownerId ?? null) === null)
  return {
    owners: new Map(documents.map(({ _id, ownerId }) => [_id, ownerId])),
    customers: new Map(
      people.map((person) => [person._id, known(person, slots.get(person._id) ?? new Map())]),
    ),
    mergedInto: new Map(),
    freshIds: new Map(withoutOwner.map((key) => [key, newId('cus')])),
    below: null,
  }
}

const known = (
  { _id: customerId, founderKey, createdAt, identifierCount }: CustomerDocument,
  slots: ReadonlyMap<string, IdentifierKey>,
): KnownCustomer => ({ customerId, founderKey, createdAt, identifierCount, slots })
