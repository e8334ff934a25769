import {
  dropIndex,
  ensureCollections,
  type Db,
  type Migration,
} from '../../../platform/mongo/index.js'
import { DECISIONS, decisionCollection } from './decisions.model.js'
import { identityCollections } from '../identity.model.js'
import { PENDING, reviewCollections, REVIEWS } from './reviews.model.js'

/**
 * What resolution needs to know of each identifier (how many links it has, whether facts hang on it, what it was called),
 * made from what is there. May run again at any point: every value is set, none is added to.
 */
export const resolutionMigration: Migration = {
  name: '0050-resolution',
  async up(db) {
    await ensureCollections(db, [DECISIONS, REVIEWS, PENDING])
    const { history, links } = identityCollections(db)
    const { reviews, pending } = reviewCollections(db)
    await decisionCollection(db).createIndexes([
      { key: { keys: 1 }, partialFilterExpression: { isActive: true } },
      { key: { at: -1, _id: -1 } },
    ])
    await reviews.createIndexes([
      { key: { keys: 1 }, partialFilterExpression: { state: 'open' } },
      { key: { openedAt: 1, _id: 1 }, partialFilterExpression: { state: 'open' } },
    ])
    await pending.createIndexes([{ key: { at: 1, _id: 1 } }])
    await history.createIndexes([{ key: { customerIds: 1, at: -1 } }])
    await dropIndex(links, 'isHeld_1')
    await dropIndex(history, 'survivorId_1_at_-1')
    await noteIdentifiers(db)
  },
}

async function noteIdentifiers(db: Db): Promise<void> {
  const { identifiers, customers, links } = identityCollections(db)
  await identifiers.updateMany({ degree: { $exists: false } }, [
    { $set: { degree: 0, isCarrier: { $ne: ['$ownerId', null] } } },
  ])
  await links.updateMany({ isTrusted: { $exists: false } }, [
    { $set: { isTrusted: { $ne: ['$strength', 'suggested'] } } },
    { $unset: 'isHeld' },
  ] as never)
  await links
    .aggregate([
      { $project: { ends: { $setUnion: [['$a', '$b']] } } },
      { $unwind: '$ends' },
      { $group: { _id: '$ends', degree: { $sum: 1 } } },
      {
        $merge: { into: 'identifiers', on: '_id', whenMatched: 'merge', whenNotMatched: 'discard' },
      },
    ])
    .toArray()
  await noteShared(db)
  const told = (field: 'name' | 'avatar' | 'gender') => ({
    $cond: [
      { $gt: [`$${field}At`, null] },
      { [field]: { value: `$${field}`, at: `$${field}At` } },
      {},
    ],
  })
  await customers
    .aggregate([
      { $match: { state: 'living', name: { $exists: true } } },
      {
        $project: {
          _id: '$founderKey',
          profile: { $mergeObjects: [told('name'), told('avatar'), told('gender')] },
        },
      },
      {
        $merge: { into: 'identifiers', on: '_id', whenMatched: 'merge', whenNotMatched: 'discard' },
      },
    ])
    .toArray()
}

/** Phones and cards that several customers claim. */
async function noteShared(db: Db): Promise<void> {
  const isSoft = (end: string) => ({ $regexMatch: { input: end, regex: '^(phone|member_no):' } })
  await identityCollections(db)
    .links.aggregate([
      { $match: { strength: { $ne: 'suggested' } } },
      {
        $project: {
          soft: { $cond: [isSoft('$a'), '$a', '$b'] },
          by: { $cond: [isSoft('$a'), '$b', '$a'] },
        },
      },
      { $match: { soft: { $regex: '^(phone|member_no):' }, by: { $not: /^(phone|member_no):/ } } },
      { $lookup: { from: 'identifiers', localField: 'by', foreignField: '_id', as: 'claimant' } },
      { $group: { _id: '$soft', owners: { $addToSet: { $first: '$claimant.ownerId' } } } },
      { $match: { 'owners.1': { $exists: true } } },
      { $project: { isShared: { $literal: true } } },
      {
        $merge: { into: 'identifiers', on: '_id', whenMatched: 'merge', whenNotMatched: 'discard' },
      },
    ])
    .toArray()
}
