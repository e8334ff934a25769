import type { mongo } from 'mongoose'
import { AppError } from '../../platform/errors/index.js'
import { newId, type Id } from '../../platform/ids/index.js'
import type { Db, Tx } from '../../platform/mongo/index.js'
import type { CounterChange, CustomerFact, Profile } from './facts.js'
import type { IdentifierKey, SeenIdentifier, Strength } from './identifier.domain.js'
import type { GatheredIdentity } from './identity.gather.js'
import type { IdentityChange, Merge } from './identity.domain.js'
import {
  identityCollections,
  type CustomerDocument,
  type EvidenceDocument,
  type IdentifierDocument,
  type LinkDocument,
} from './identity.model.js'
import { withMoment } from './link-runs.domain.js'
import { claimKeysOf, nameKeysOf } from './search-keys.domain.js'

export type RecordedChange = IdentityChange & Readonly<{ eventId: string; eventKey: string }>

/** A link is per pair, kind and source. */
export function linkId(a: IdentifierKey, b: IdentifierKey, fact: CustomerFact): string {
  return `${[a, b].sort().join('|')}|${fact.kind}|${fact.source}`
}

/**
 * Writes the changes of a batch in sets. Every identifier is guarded by the owner that was read; when one has got another
 * owner meanwhile, throws `identity-moved-on` (retriable) and the batch is gathered again.
 */
export async function writeIdentity(
  db: Db,
  gathered: GatheredIdentity,
  changes: readonly RecordedChange[],
  tx: Tx,
): Promise<void> {
  const merges = changes.flatMap((change) => change.merged.map((merge) => ({ merge, change })))
  const created = new Set(
    changes.flatMap(({ created }) => (created === null ? [] : [created.customerId])),
  )
  const redirects = new Map(merges.map(({ merge }) => [merge.loserId, merge.survivorId]))
  const survivorOf = (id: Id<'cus'>): Id<'cus'> => {
    const next = redirects.get(id)
    return next === undefined ? id : survivorOf(next)
  }
  const people = new Map<Id<'cus'>, CustomerDraft>()
  const identifiers = new Map<IdentifierKey, IdentifierDraft>()
  for (const change of changes) {
    noteIdentifiers(identifiers, people, change, gathered, survivorOf)
  }
  const { evidence, links } = identityCollections(db)
  await writeIdentifiers(db, identifiers, gathered, tx)
  await writeCustomers(db, { people, created, gathered, survivorOf }, tx)
  for (const { merge, change } of merges.filter(({ merge }) => !created.has(merge.loserId))) {
    await writeMerge(
      db,
      { merge: { ...merge, survivorId: survivorOf(merge.survivorId) }, change, gathered },
      tx,
    )
  }
  const observations = changes.flatMap((change) => evidenceOf(change))
  if (observations.length > 0) {
    await evidence.insertMany(observations, { session: tx })
    await links.bulkWrite(linkOperations(changes, gathered), { session: tx })
  }
}

type Sums = { ordersPaid: number; paidFen: number; refundedFen: number }

type CustomerDraft = {
  founder: { key: IdentifierKey; at: Date } | null
  counters: Sums
  attached: number
  founderKey?: IdentifierKey
  seenAt: Date[]
  paidAt: Date[]
  claimKeys: Set<string>
  profile: { value: Profile; at: Date } | null
}

type IdentifierDraft = {
  seen: SeenIdentifier
  ownerId: Id<'cus'> | null
  source: string
  counters: Sums
  seenAt: Date[]
  paidAt: Date[]
}

const noCounters = () => ({ ordersPaid: 0, paidFen: 0, refundedFen: 0 })

function noteIdentifiers(
  identifiers: Map<IdentifierKey, IdentifierDraft>,
  people: Map<Id<'cus'>, CustomerDraft>,
  change: RecordedChange,
  gathered: GatheredIdentity,
  survivorOf: (id: Id<'cus'>) => Id<'cus'>,
): void {
  const { fact, carrier, created } = change
  for (const seen of fact.seen) {
    const known = gathered.identifiers.get(seen.key)?.ownerId ?? null
    const draft = identifiers.get(seen.key) ?? {
      seen,
      ownerId: known,
      source: fact.source,
      counters: noCounters(),
      seenAt: [],
      paidAt: [],
    }
    draft.seenAt.push(fact.at)
    draft.seen = strongest(draft.seen, seen)
    identifiers.set(seen.key, draft)
  }
  const ownerId = gathered.identifiers.get(carrier.key)?.ownerId
  if (ownerId === undefined || ownerId === null) {
    throw new Error('a carrier has an owner once its fact is applied')
  }
  const customer = draftOf(people, survivorOf(ownerId))
  customer.seenAt.push(fact.at)
  if (created !== null) {
    const founder = draftOf(people, survivorOf(created.customerId))
    founder.founder ??= { key: created.founder.key, at: fact.at }
  }
  for (const { customerId } of change.attached) {
    draftOf(people, survivorOf(customerId)).attached += 1
  }
  claimKeysOf(fact.seen).forEach((key) => customer.claimKeys.add(key))
  if (fact.profile !== undefined && fact.at >= (customer.profile?.at ?? fact.at)) {
    customer.profile = { value: { ...customer.profile?.value, ...fact.profile }, at: fact.at }
  }
  addCounters(customer, fact.counters)
  const own = identifiers.get(carrier.key)
  if (own !== undefined) {
    addCounters(own, fact.counters)
  }
}

function draftOf(people: Map<Id<'cus'>, CustomerDraft>, id: Id<'cus'>): CustomerDraft {
  const draft = people.get(id) ?? {
    founder: null,
    counters: noCounters(),
    attached: 0,
    seenAt: [],
    paidAt: [],
    claimKeys: new Set<string>(),
    profile: null,
  }
  people.set(id, draft)
  return draft
}

function addCounters(
  draft: { counters: Sums; paidAt: Date[] },
  change: CounterChange | undefined,
): void {
  draft.counters.ordersPaid += change?.ordersPaid ?? 0
  draft.counters.paidFen += change?.paidFen ?? 0
  draft.counters.refundedFen += change?.refundedFen ?? 0
  if (change?.paidAt !== undefined) {
    draft.paidAt.push(change.paidAt)
  }
}

const STRENGTHS: readonly Strength[] = ['suggested', 'verified', 'proved']
const strongest = (a: SeenIdentifier, b: SeenIdentifier): SeenIdentifier =>
  STRENGTHS.indexOf(b.strength) > STRENGTHS.indexOf(a.strength) ? b : a

const earliest = (dates: readonly Date[]): Date => new Date(Math.min(...dates.map(Number)))
const latest = (dates: readonly Date[]): Date => new Date(Math.max(...dates.map(Number)))

async function writeIdentifiers(
  db: Db,
  drafts: ReadonlyMap<IdentifierKey, IdentifierDraft>,
  gathered: GatheredIdentity,
  tx: Tx,
): Promise<void> {
  const operations = [...drafts].map(
    ([key, draft]): mongo.AnyBulkWriteOperation<IdentifierDocument> => {
      const before = gathered.stored.get(key)
      return before === undefined
        ? { insertOne: { document: newIdentifier(key, draft) } }
        : { updateOne: identifierUpdate(before, draft) }
    },
  )
  if (operations.length === 0) {
    return
  }
  const { identifiers } = identityCollections(db)
  const { insertedCount, matchedCount } = await identifiers.bulkWrite(operations, { session: tx })
  if (insertedCount + matchedCount !== operations.length) {
    throw new AppError('identity-moved-on', { retriable: true })
  }
}

function newIdentifier(key: IdentifierKey, draft: IdentifierDraft): IdentifierDocument {
  const { seen, ownerId, source, counters, seenAt } = draft
  const { type, scope, value, phoneTail, strength } = seen
  return {
    _id: key,
    type,
    scope,
    value,
    ...(phoneTail === undefined ? {} : { phoneTail }),
    ownerId,
    strength,
    source,
    ...counters,
    firstSeenAt: earliest(seenAt),
    lastSeenAt: latest(seenAt),
    ...paidTimes(draft.paidAt),
  }
}

function paidTimes(paidAt: readonly Date[]) {
  return paidAt.length === 0 ? {} : { firstPaidAt: earliest(paidAt), lastPaidAt: latest(paidAt) }
}

/** `$min` on a missing field sets it, so first and last need no read. */
function timeChanges(seenAt: readonly Date[], paidAt: readonly Date[]) {
  const paid = paidTimes(paidAt)
  return {
    $min: {
      ...(seenAt.length === 0 ? {} : { firstSeenAt: earliest(seenAt) }),
      ...(paid.firstPaidAt === undefined ? {} : { firstPaidAt: paid.firstPaidAt }),
    },
    $max: {
      ...(seenAt.length === 0 ? {} : { lastSeenAt: latest(seenAt) }),
      ...(paid.lastPaidAt === undefined ? {} : { lastPaidAt: paid.lastPaidAt }),
    },
  }
}

function identifierUpdate(before: IdentifierDocument, draft: IdentifierDraft) {
  const rises = STRENGTHS.indexOf(draft.seen.strength) > STRENGTHS.indexOf(before.strength)
  return {
    filter: { _id: before._id, ownerId: before.ownerId },
    update: {
      $set: { ownerId: draft.ownerId, ...(rises ? { strength: draft.seen.strength } : {}) },
      $inc: draft.counters,
      ...timeChanges(draft.seenAt, draft.paidAt),
    },
  }
}

type CustomerWrites = Readonly<{
  people: ReadonlyMap<Id<'cus'>, CustomerDraft>
  created: ReadonlySet<Id<'cus'>>
  gathered: GatheredIdentity
  survivorOf(id: Id<'cus'>): Id<'cus'>
}>

async function writeCustomers(
  db: Db,
  { people, created, gathered }: CustomerWrites,
  tx: Tx,
): Promise<void> {
  const operations = [...people].flatMap(
    ([customerId, draft]): mongo.AnyBulkWriteOperation<CustomerDocument>[] =>
      created.has(customerId)
        ? [{ insertOne: { document: newCustomer(customerId, draft, gathered) } }]
        : customerUpdates(customerId, draft, gathered),
  )
  if (operations.length > 0) {
    await identityCollections(db).customers.bulkWrite(operations, { session: tx })
  }
}

function newCustomer(
  customerId: Id<'cus'>,
  draft: CustomerDraft,
  gathered: GatheredIdentity,
): CustomerDocument {
  const known = gathered.customers.get(customerId)
  if (known === undefined) {
    throw new Error('a created customer stands in the state')
  }
  const { founderKey, identifierCount, createdAt } = known
  return {
    _id: customerId,
    state: 'living',
    founderKey,
    identifierCount,
    version: 1,
    createdAt,
    ...draft.counters,
    firstSeenAt: earliest(draft.seenAt.length === 0 ? [createdAt] : draft.seenAt),
    lastSeenAt: latest(draft.seenAt.length === 0 ? [createdAt] : draft.seenAt),
    ...paidTimes(draft.paidAt),
    ...profileFields(draft),
    nameKeys: nameKeysOf(draft.profile?.value.name),
    claimKeys: [...draft.claimKeys],
  }
}

function profileFields(draft: CustomerDraft): Partial<CustomerDocument> {
  if (draft.profile === null) {
    return {}
  }
  const { name, avatar, gender } = draft.profile.value
  return {
    nameAt: draft.profile.at,
    ...(name === undefined ? {} : { name }),
    ...(avatar === undefined ? {} : { avatar }),
    ...(gender === undefined ? {} : { gender }),
  }
}

function customerUpdates(
  customerId: Id<'cus'>,
  draft: CustomerDraft,
  gathered: GatheredIdentity,
): mongo.AnyBulkWriteOperation<CustomerDocument>[] {
  const known = gathered.customers.get(customerId)
  const claimKeys = [...draft.claimKeys]
  const hasNewFounder = draft.attached > 0 && known !== undefined
  const update = {
    $inc: {
      ...draft.counters,
      identifierCount: draft.attached,
      version: draft.attached > 0 ? 1 : 0,
    },
    ...(hasNewFounder ? { $set: { founderKey: known.founderKey } } : {}),
    ...(claimKeys.length === 0 ? {} : { $addToSet: { claimKeys: { $each: claimKeys } } }),
    ...timeChanges(draft.seenAt, draft.paidAt),
  }
  const writes: mongo.AnyBulkWriteOperation<CustomerDocument>[] = [
    { updateOne: { filter: { _id: customerId }, update } },
  ]
  if (draft.profile !== null) {
    // Newest by event time: an older profile that arrives late changes nothing.
    const older = { $or: [{ nameAt: { $exists: false } }, { nameAt: { $lte: draft.profile.at } }] }
    const { name } = draft.profile.value
    const $set = {
      ...profileFields(draft),
      ...(name === undefined ? {} : { nameKeys: nameKeysOf(name) }),
    }
    writes.push({ updateOne: { filter: { _id: customerId, ...older }, update: { $set } } })
  }
  return writes
}

type MergeWrite = Readonly<{ merge: Merge; change: RecordedChange; gathered: GatheredIdentity }>

/** The loser's sums are read in the transaction itself: what was added to them since the gathering is not lost. */
async function writeMerge(db: Db, { merge, change, gathered }: MergeWrite, tx: Tx): Promise<void> {
  const { identifiers, customers, history } = identityCollections(db)
  const { survivorId, loserId } = merge
  const loser = await customers.findOneAndUpdate(
    { _id: loserId, state: 'living', version: gathered.versions.get(loserId) ?? -1 },
    { $set: { state: 'merged', ordersPaid: 0, paidFen: 0, refundedFen: 0 }, $inc: { version: 1 } },
    { session: tx, returnDocument: 'before' },
  )
  if (loser === null) {
    throw new AppError('identity-moved-on', { retriable: true })
  }
  const moved = await identifiers
    .find({ ownerId: loserId }, { session: tx })
    .project<{ _id: IdentifierKey }>({ _id: 1 })
    .toArray()
  await identifiers.updateMany(
    { ownerId: loserId },
    { $set: { ownerId: survivorId } },
    { session: tx },
  )
  const { matchedCount } = await customers.updateOne(
    { _id: survivorId, state: 'living' },
    [{ $set: mergedFields(loser, gathered.customers.get(survivorId)?.founderKey) }],
    { session: tx },
  )
  if (matchedCount !== 1) {
    throw new AppError('identity-moved-on', { retriable: true })
  }
  await history.insertOne(
    {
      _id: newId('aud'),
      kind: 'merge',
      at: new Date(),
      survivorId,
      loserId,
      cause: { eventId: change.eventId, source: change.fact.source, kind: change.fact.kind },
      movedIdentifiers: moved.map(({ _id }) => _id),
    },
    { session: tx },
  )
}

/** Sums and first and last times of both; name, avatar and gender from whoever was named last. */
function mergedFields(loser: CustomerDocument, founderKey: IdentifierKey | undefined) {
  const sum = (field: keyof CustomerDocument) => ({
    $add: [`$${field}`, { $literal: loser[field] }],
  })
  const pick = (operator: '$min' | '$max', field: keyof CustomerDocument) => ({
    [operator]: [`$${field}`, { $literal: loser[field] ?? null }],
  })
  const isLoserNewer = { $gt: [{ $literal: loser.nameAt ?? null }, '$nameAt'] }
  const newer = (field: keyof CustomerDocument) =>
    loser[field] === undefined
      ? `$${field}`
      : {
          $cond: [
            isLoserNewer,
            { $literal: loser[field] },
            { $ifNull: [`$${field}`, { $literal: loser[field] }] },
          ],
        }
  return {
    ...(founderKey === undefined ? {} : { founderKey: { $literal: founderKey } }),
    version: { $add: ['$version', 1] },
    identifierCount: sum('identifierCount'),
    ordersPaid: sum('ordersPaid'),
    paidFen: sum('paidFen'),
    refundedFen: sum('refundedFen'),
    firstSeenAt: pick('$min', 'firstSeenAt'),
    lastSeenAt: pick('$max', 'lastSeenAt'),
    ...(loser.firstPaidAt === undefined
      ? {}
      : { firstPaidAt: pick('$min', 'firstPaidAt'), lastPaidAt: pick('$max', 'lastPaidAt') }),
    name: newer('name'),
    nameAt: newer('nameAt'),
    avatar: newer('avatar'),
    gender: newer('gender'),
    nameKeys: { $setUnion: ['$nameKeys', { $literal: loser.nameKeys }] },
    claimKeys: { $setUnion: ['$claimKeys', { $literal: loser.claimKeys }] },
  }
}

function evidenceOf({ fact, eventId, eventKey }: RecordedChange): EvidenceDocument[] {
  if (fact.seen.length < 2) {
    return []
  }
  return [
    {
      _id: eventKey,
      kind: fact.kind,
      source: fact.source,
      eventId,
      occurredAt: fact.at,
      recordedAt: new Date(),
      ...(fact.actor === undefined ? {} : { actor: fact.actor }),
      identifiers: fact.seen.map(({ key, strength }) => ({ key, strength })),
    },
  ]
}

function linkOperations(
  changes: readonly RecordedChange[],
  gathered: GatheredIdentity,
): mongo.AnyBulkWriteOperation<LinkDocument>[] {
  const drafts = new Map<string, LinkDocument>()
  for (const { fact, links } of changes) {
    for (const { a, b, isHeld } of links) {
      const id = linkId(a.key, b.key, fact)
      const before = drafts.get(id) ?? gathered.links.get(id)
      const strength = weakest(a.strength, b.strength)
      drafts.set(id, {
        _id: id,
        a: a.key,
        b: b.key,
        kind: fact.kind,
        source: fact.source,
        strength: before === undefined ? strength : strongerOf(before.strength, strength),
        runs: withMoment(before?.runs ?? [], fact.at),
        count: (before?.count ?? 0) + 1,
        isHeld,
      })
    }
  }
  return [...drafts].map(([id, document]): mongo.AnyBulkWriteOperation<LinkDocument> => {
    const before = gathered.links.get(id)
    return before === undefined
      ? { insertOne: { document } }
      : { replaceOne: { filter: { _id: id, count: before.count }, replacement: document } }
  })
}

/** A pair is as sure as its less sure side. */
const weakest = (a: Strength, b: Strength): Strength =>
  STRENGTHS.indexOf(a) < STRENGTHS.indexOf(b) ? a : b
const strongerOf = (a: Strength, b: Strength): Strength =>
  STRENGTHS.indexOf(a) > STRENGTHS.indexOf(b) ? a : b
