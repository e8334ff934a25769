import type { mongo } from 'mongoose'
import { AppError } from '../../platform/errors/index.js'
import { newId } from '../../platform/ids/index.js'
import type { Db, Tx } from '../../platform/mongo/index.js'
import { customerOperations, losersOf, profileOperations } from './customer-operations.js'
import { identifierOperations } from './identifier-operations.js'
import type { EvidenceDocument, HistoryDocument } from './identity.documents.js'
import type { IdentityChange } from './identity.domain.js'
import type { GatheredIdentity } from './identity-gather.repository.js'
import { identityCollections } from './identity.model.js'
import { survivorOf } from './identity-state.domain.js'
import { tallyOf } from './identity-tally.domain.js'
import { linkId, withObservation, type StoredLink } from './links.domain.js'

export type RecordedChange = IdentityChange & Readonly<{ eventId: string; eventKey: string }>

type Batch = Readonly<{ gathered: GatheredIdentity; changes: readonly RecordedChange[] }>

/**
 * Writes the changes of a batch in sets, the documents that others race for last. What was decided on is guarded; when
 * it has changed meanwhile, throws `identity-moved-on` (retriable) and the batch is gathered again.
 */
export async function writeIdentity(db: Db, batch: Batch, tx: Tx): Promise<void> {
  const { evidence, links, history, identifiers, customers } = identityCollections(db)
  const { gathered, changes } = batch
  const tally = tallyOf(changes, gathered.state)
  const options = { session: tx }

  const observed = changes.flatMap(evidenceOf)
  if (observed.length > 0) {
    await evidence.insertMany(observed, options)
    const operations = linkOperations(batch)
    requireAll(operations, await links.bulkWrite(insertsFirst(operations), options))
  }
  const loserIds = losersOf(gathered)
  // Read in the transaction: what they were paid since the gathering is not lost.
  const losers =
    loserIds.length === 0 ? [] : await customers.find({ _id: { $in: loserIds } }, options).toArray()
  if (losers.length > 0) {
    await history.insertMany(historyOf(batch), options)
  }
  const profiles = profileOperations(tally, gathered, losers)
  if (profiles.length > 0) {
    await customers.bulkWrite(profiles, options)
  }
  const moves = identifierOperations(tally, gathered)
  if (moves.length > 0) {
    requireAll(moves, await identifiers.bulkWrite(insertsFirst(moves), options))
  }
  const people = customerOperations(tally, gathered, losers)
  if (people.length > 0) {
    requireAll(people, await customers.bulkWrite(insertsFirst(people), options))
  }
}

/** Each names a document of its own. The driver sends one command for each run of one kind: this makes two of them. */
const insertsFirst = <Operation extends object>(operations: readonly Operation[]): Operation[] => [
  ...operations.filter((operation) => 'insertOne' in operation),
  ...operations.filter((operation) => !('insertOne' in operation)),
]

function requireAll(operations: readonly unknown[], result: mongo.BulkWriteResult): void {
  if (result.insertedCount + result.matchedCount !== operations.length) {
    throw new AppError('identity-moved-on', { retriable: true })
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

function linkOperations({ gathered, changes }: Batch): mongo.AnyBulkWriteOperation<StoredLink>[] {
  const drafts = new Map<string, StoredLink>()
  for (const { fact, links } of changes) {
    for (const link of links) {
      const id = linkId([link.a, link.b], fact)
      const before = drafts.get(id) ?? gathered.links.get(id)
      drafts.set(id, withObservation(before, link, fact))
    }
  }
  return [...drafts].map(([id, document]): mongo.AnyBulkWriteOperation<StoredLink> => {
    const before = gathered.links.get(id)
    return before === undefined
      ? { insertOne: { document } }
      : { replaceOne: { filter: { _id: id, count: before.count }, replacement: document } }
  })
}

/** Merges of stored customers with the event that caused them; one founded in this very batch leaves no trace. */
function historyOf({ gathered, changes }: Batch): HistoryDocument[] {
  const { state, customers, identifiers } = gathered
  return changes.flatMap(({ moves, eventId, fact }) =>
    moves.flatMap((step): HistoryDocument[] => {
      if (step.kind !== 'merge' || !customers.has(step.loserId)) {
        return []
      }
      const { loserId } = step
      const theirs = [...identifiers.values()].filter(({ ownerId }) => ownerId === loserId)
      return [
        {
          _id: newId('aud'),
          kind: 'merge',
          at: new Date(),
          survivorId: survivorOf(state, loserId),
          loserId,
          cause: { eventId, source: fact.source, kind: fact.kind },
          movedIdentifiers: theirs.map(({ _id }) => _id),
        },
      ]
    }),
  )
}
