import type { mongo } from 'mongoose'
import { AppError } from '../../platform/errors/index.js'
import { newId, type Id } from '../../platform/ids/index.js'
import type { Db, Tx } from '../../platform/mongo/index.js'
import { customerOperations, profileOperations } from './customer-operations.js'
import { customerSums } from './customer-sums.repository.js'
import type { IdentifierKey } from './identifier.domain.js'
import { identifierOperations } from './identifier-operations.js'
import type { EvidenceDocument, HistoryDocument } from './identity.documents.js'
import { identityCollections } from './identity.model.js'
import type { PartedPhone } from './fact-scope.domain.js'
import { tallyOf, type Recorded } from './identity-tally.domain.js'
import { pairsOf, type StoredLink } from './links.domain.js'
import type { CustomerSums } from './owner-sums.domain.js'
import { holderAt, sameParts } from './phone-parts.domain.js'
import type { GatheredWorld } from './resolution/gather-world.repository.js'
import { putOnList } from './resolution/put-on-list.repository.js'
import { reviewCollections } from './resolution/reviews.model.js'
import { reviewOperations } from './resolution/review-operations.js'
import { worthAfter } from './resolution/review-worth.domain.js'
import type { Settled } from './resolution/settle.domain.js'
import { rulesFence } from './rules/fence.repository.js'

/** What somebody was seen with, by which event. */
export type RecordedFact = Recorded & Readonly<{ eventId: string; eventKey: string }>

/** Why people were merged or split. */
export type Cause = HistoryDocument['cause']

export type IdentityBatch = Readonly<{
  gathered: GatheredWorld
  recorded: readonly RecordedFact[]
  settled: readonly Readonly<{ settled: Settled; cause: Cause }>[]
  /** What an operator has spoken of: whoever decides about it at this moment must look again. */
  spokenOf?: readonly IdentifierKey[]
}>

/**
 * Writes the changes of a batch in sets, the documents that others race for last. What was decided on is guarded; when
 * it has changed meanwhile, or other rules are in force, throws `identity-moved-on` (retriable) and the batch is gathered
 * again.
 */
export async function writeIdentity(db: Db, batch: IdentityBatch, tx: Tx): Promise<void> {
  const { evidence, links, history, identifiers, customers } = identityCollections(db)
  const { reviews } = reviewCollections(db)
  const { gathered, recorded } = batch
  const { world } = gathered
  const tally = tallyOf(
    recorded,
    (key) => world.identifiers.get(key)?.ownerId ?? null,
    (key, at) => holderAt(world.identifiers.get(key)?.parts ?? [], at) ?? key,
  )
  const options = { session: tx }

  if (isJudged(batch)) {
    await rulesFence(db).pass(Number(world.rules.version), tx)
  }
  const observed = recorded.flatMap(evidenceOf)
  if (observed.length > 0) {
    await evidence.insertMany(observed, options)
  }
  const shown = linkOperations(batch)
  if (shown.length > 0) {
    requireAll(shown, await links.bulkWrite(insertsFirst(shown), options))
  }
  const told = historyOf(batch)
  if (told.length > 0) {
    await history.insertMany(told, options)
  }
  const regrouped = regroupedBy(batch)
  const profiles = profileOperations(tally, gathered, regrouped)
  if (profiles.length > 0) {
    await customers.bulkWrite(profiles, options)
  }
  const moves = identifierOperations(tally, gathered, {
    spokenOf: batch.spokenOf,
    resolved: new Set(batch.settled.flatMap(({ settled: { keys } }) => keys)),
  })
  if (moves.length > 0) {
    requireAll(moves, await identifiers.bulkWrite(insertsFirst(moves), options))
  }
  // Read in the transaction, after its own writes: what they were paid since the gathering is not lost.
  const made =
    regrouped.size === 0
      ? new Map<Id<'cus'>, CustomerSums>()
      : await customerSums(db, [...regrouped], { tx, phones: partedIn(world) })
  const { upserts, waiting } = reviewOperations(
    batch,
    worthAfter({
      ownerOf: (key) => world.identifiers.get(key)?.ownerId ?? null,
      stored: (id) => gathered.customers.get(id),
      added: (id) => tally.customers.get(id)?.counters,
      made: (id) => made.get(id)?.counters,
    }),
  )
  if (upserts.length > 0) {
    await reviews.bulkWrite([...upserts], options)
  }
  await putOnList(db, waiting, tx)
  const touched = touchedBy(batch)
  const people = customerOperations({ tally, gathered, regrouped, touched, made })
  if (people.length > 0) {
    requireAll(people, await customers.bulkWrite(insertsFirst(people), options))
  }
}

/** Where nothing was ever seen together there was nothing to judge, by whatever rules. */
const isJudged = ({ gathered: { world }, settled }: IdentityBatch): boolean =>
  settled.some(({ settled: { keys } }) =>
    keys.some((key) => (world.identifiers.get(key)?.degree ?? 0) > 0),
  )

/** Customers that a stored identifier leaves or comes to, or facts of a phone that was several people's. */
function regroupedBy({
  gathered: { identifiers, customers, world },
}: IdentityBatch): Set<Id<'cus'>> {
  const endsOf = (key: IdentifierKey) => [
    identifiers.get(key)?.ownerId ?? null,
    world.identifiers.get(key)?.ownerId ?? null,
  ]
  const moved = [...identifiers.values()].flatMap(({ _id, ownerId }) => {
    const after = world.identifiers.get(_id)?.ownerId ?? null
    return after === ownerId ? [] : [ownerId, after]
  })
  const parted = [...world.identifiers.values()].flatMap(({ key, parts }) => {
    const before = identifiers.get(key)?.epochs?.parts ?? []
    const holders = [...before, ...parts].flatMap(({ holder }) => holder ?? [])
    return sameParts(before, parts) ? [] : [key, ...holders].flatMap(endsOf)
  })
  // An id may lead elsewhere from now on that had led to the same customer.
  const turned = [...customers].flatMap(([id, { state }]) =>
    world.customers.get(id)?.state === state ? [] : [id],
  )
  return new Set([...moved, ...parted, ...turned].filter((id) => id !== null))
}

const partedIn = ({ identifiers }: GatheredWorld['world']): PartedPhone[] =>
  [...identifiers.values()].filter(({ parts }) => parts.length > 0)

/** Stored customers beside others in one decision: it stands only if none of them has changed. */
function touchedBy({ gathered, settled, spokenOf }: IdentityBatch): Set<Id<'cus'>> {
  const isSpoken = spokenOf !== undefined
  const several = settled.filter((one) => isSpoken || one.settled.touched.length > 1)
  const ids = several.flatMap((one) => one.settled.touched)
  const named = (spokenOf ?? []).flatMap((key) => gathered.identifiers.get(key)?.ownerId ?? [])
  return new Set([...ids, ...named].filter((id) => gathered.customers.has(id)))
}

/** Each names a document of its own. The driver sends one command for each run of one kind: this makes two of them. */
const insertsFirst = <Operation extends object>(operations: readonly Operation[]): Operation[] => [
  ...operations.filter((operation) => 'insertOne' in operation),
  ...operations.filter((operation) => !('insertOne' in operation)),
]

function requireAll(operations: readonly unknown[], result: mongo.BulkWriteResult): void {
  const { insertedCount, matchedCount, deletedCount } = result
  if (insertedCount + matchedCount + deletedCount !== operations.length) {
    throw new AppError('identity-moved-on', { retriable: true })
  }
}

/** An observation of several identifiers, or of a phone alone. */
function evidenceOf({ fact, eventId, eventKey }: RecordedFact): EvidenceDocument[] {
  if (pairsOf(fact).length === 0) {
    return []
  }
  return [
    {
      _id: eventKey,
      kind: fact.kind,
      source: fact.source,
      isTrusted: fact.isTrusted,
      eventId,
      occurredAt: fact.at,
      recordedAt: new Date(),
      ...(fact.actor === undefined ? {} : { actor: fact.actor }),
      identifiers: fact.seen.map(({ key, strength }) => ({ key, strength })),
    },
  ]
}

function linkOperations({ gathered }: IdentityBatch): mongo.AnyBulkWriteOperation<StoredLink>[] {
  const { links } = gathered.world
  const stored = gathered.links
  const shown = [...links.values()].flatMap((link): mongo.AnyBulkWriteOperation<StoredLink>[] => {
    const before = stored.get(link._id)
    if (before === undefined) {
      return [{ insertOne: { document: link } }]
    }
    return before === link
      ? []
      : [{ replaceOne: { filter: linkAsRead(before), replacement: link } }]
  })
  const gone = [...stored.values()].filter(({ _id }) => !links.has(_id))
  return [...shown, ...gone.map((link) => ({ deleteOne: { filter: linkAsRead(link) } }))]
}

/** What follows from a link follows from these: a retraction may bring an older count back, but not with other runs. */
const linkAsRead = ({ _id, count, strength, runs }: StoredLink) => ({ _id, count, strength, runs })

/** Merges and splits of stored customers with what caused them. */
function historyOf({ gathered, settled }: IdentityBatch): HistoryDocument[] {
  const { customers, world } = gathered
  return settled.flatMap(({ settled: { moves, merged, split }, cause }): HistoryDocument[] => {
    const isStored = (id: Id<'cus'> | null): id is Id<'cus'> => id !== null && customers.has(id)
    const moved = moves
      .map(({ key, from }) => ({ key, from, to: world.identifiers.get(key)?.ownerId ?? null }))
      .filter(({ from, to }) => isStored(from) && from !== to)
    if (moved.length === 0) {
      return []
    }
    const isOver = moved.some(({ to }) => to === null)
    const ends = moved.flatMap(({ from, to }) => [from, to]).filter((id) => id !== null)
    return [
      {
        _id: newId('aud'),
        // Who is nobody any more went into nobody.
        kind: isOver || split.some(isStored) ? 'split' : 'merge',
        at: new Date(),
        customerIds: [...new Set(ends)],
        merged: merged.filter((id) => isStored(id) && world.customers.get(id)?.state === 'merged'),
        split: split.filter(isStored),
        moves: moved,
        cause,
        rulesVersion: world.rules.version,
      },
    ]
  })
}
