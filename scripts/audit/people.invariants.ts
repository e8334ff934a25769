import { invariantOf, text, type Invariant } from './invariant.js'

const HARD = ['unionid', 'openid', 'external_userid']
const MAX_IDENTIFIERS = 50

/** Identifiers with the customer that owns them. */
const WITH_OWNER = [
  { $match: { ownerId: { $ne: null } } },
  { $lookup: { from: 'customers', localField: 'ownerId', foreignField: '_id', as: 'owner' } },
] as const

/** The version before kept one link for what a source said, trusted or not. */
const isOld = {
  $and: [
    { $eq: ['$isTrusted', false] },
    { $not: [{ $regexMatch: { input: '$_id', regex: /\|untrusted$/ } }] },
  ],
}

/** What operators have retracted: `words` of events and sources. Depends on no document, so it is read once. */
const RETRACTIONS = [
  {
    $lookup: {
      from: 'identity_decisions',
      pipeline: [
        { $match: { isActive: true, 'word.kind': { $in: ['retract', 'retract-source'] } } },
        { $replaceRoot: { newRoot: '$word' } },
      ],
      as: 'words',
    },
  },
] as const

const isParted = { $gt: [{ $size: { $ifNull: ['$epochs.parts', []] } }, 0] }
const unlessParted = (field: string) => ({ $cond: [isParted, 0, `$${field}`] })
const net = { $ifNull: ['$netFen', 0] }

/** What each identifier brings to whom: itself with its counters, or of a phone that several had its facts by time. */
const SHARES = [
  {
    $set: {
      share: {
        $concatArrays: [
          [
            {
              count: 1,
              ordersPaid: unlessParted('ordersPaid'),
              paidFen: unlessParted('paidFen'),
              refundedFen: unlessParted('refundedFen'),
            },
          ],
          { $ifNull: ['$epochs.parts', []] },
        ],
      },
    },
  },
  { $unwind: '$share' },
  { $set: { holder: { $ifNull: ['$share.holder', '$_id'] } } },
  // Only a part of a phone has facts to be looked up.
  { $set: { phone: { $cond: [{ $eq: ['$share.count', 1] }, null, '$_id'] } } },
  {
    $lookup: {
      from: 'timeline',
      localField: 'phone',
      foreignField: 'identifierKey',
      let: { from: '$share.from', until: '$share.until' },
      pipeline: [
        { $set: { moment: { $ifNull: ['$heldAt', '$at'] } } },
        {
          $match: {
            $expr: {
              $and: [
                { $or: [{ $eq: ['$$from', null] }, { $gte: ['$moment', '$$from'] }] },
                { $or: [{ $eq: ['$$until', null] }, { $lt: ['$moment', '$$until'] }] },
              ],
            },
          },
        },
        {
          $group: {
            _id: null,
            ordersPaid: { $sum: { $cond: [{ $eq: ['$type', 'order.paid'] }, 1, 0] } },
            paidFen: { $sum: { $max: [net, 0] } },
            refundedFen: { $sum: { $max: [{ $multiply: [net, -1] }, 0] } },
          },
        },
      ],
      as: 'facts',
    },
  },
  { $lookup: { from: 'identifiers', localField: 'holder', foreignField: '_id', as: 'held' } },
  {
    $project: {
      owner: { $first: '$held.ownerId' },
      share: { $mergeObjects: ['$share', { $first: '$facts' }] },
    },
  },
] as const

/** Identity: who owns what, and the sums on customers (identity.md 2 and 3). */
export const peopleInvariants: readonly Invariant[] = [
  invariantOf({
    name: 'identifier-has-one-living-owner',
    promise: 'Every identifier with an owner belongs to one customer, who is living.',
    collection: 'identifiers',
    pipeline: [
      ...WITH_OWNER,
      { $match: { 'owner.state': { $ne: 'living' } } },
      { $set: { detail: text('owner ', '$ownerId', ' is ', { $first: '$owner.state' }) } },
    ],
  }),
  invariantOf({
    name: 'customer-is-the-sum-of-its-identifiers',
    promise:
      'A living customer counts and sums exactly its identifiers, of a phone that several had its own time; at most 50.',
    collection: 'identifiers',
    pipeline: [
      ...SHARES,
      {
        $group: {
          _id: '$owner',
          count: { $sum: '$share.count' },
          orders: { $sum: '$share.ordersPaid' },
          paid: { $sum: '$share.paidFen' },
          refunded: { $sum: '$share.refundedFen' },
        },
      },
      { $match: { _id: { $ne: null } } },
      { $lookup: { from: 'customers', localField: '_id', foreignField: '_id', as: 'owner' } },
      { $unwind: '$owner' },
      {
        $match: {
          $or: [
            { count: { $gt: MAX_IDENTIFIERS } },
            { $expr: { $ne: ['$count', '$owner.identifierCount'] } },
            { $expr: { $ne: ['$orders', '$owner.ordersPaid'] } },
            { $expr: { $ne: ['$paid', '$owner.paidFen'] } },
            { $expr: { $ne: ['$refunded', '$owner.refundedFen'] } },
          ],
        },
      },
      {
        $set: {
          detail: text(
            'identifiers ',
            '$count',
            '/',
            '$owner.identifierCount',
            ', orders ',
            '$orders',
            '/',
            '$owner.ordersPaid',
            ', fen ',
            '$paid',
            '/',
            '$owner.paidFen',
          ),
        },
      },
    ],
  }),
  invariantOf({
    name: 'customer-has-one-value-per-hard-slot',
    promise: 'No customer has two unionids, openids or external_userids of one scope.',
    collection: 'identifiers',
    pipeline: [
      { $match: { ownerId: { $ne: null }, type: { $in: HARD } } },
      {
        $group: {
          _id: { owner: '$ownerId', type: '$type', scope: '$scope' },
          values: { $sum: 1 },
        },
      },
      { $match: { values: { $gt: 1 } } },
      { $project: { _id: '$_id.owner', detail: text('$values', ' of ', '$_id.type') } },
    ],
  }),
  invariantOf({
    name: 'customer-holds-its-founder',
    promise: 'A living customer owns its founder; a merged one answers with the owner of its own.',
    collection: 'customers',
    pipeline: [
      { $match: { state: { $in: ['living', 'merged'] } } },
      {
        $lookup: {
          from: 'identifiers',
          localField: 'founderKey',
          foreignField: '_id',
          as: 'founder',
        },
      },
      { $set: { holder: { $first: '$founder.ownerId' } } },
      {
        $match: {
          $expr: {
            $or: [
              { $eq: [{ $ifNull: ['$holder', null] }, null] },
              { $and: [{ $eq: ['$state', 'living'] }, { $ne: ['$holder', '$_id'] }] },
              { $and: [{ $eq: ['$state', 'merged'] }, { $eq: ['$holder', '$_id'] }] },
            ],
          },
        },
      },
      { $set: { detail: text('$state', ', its founder belongs to ', '$holder') } },
    ],
  }),
  invariantOf({
    name: 'fact-has-a-known-identifier',
    promise: 'Every timeline entry belongs to an identifier that is known.',
    collection: 'timeline',
    pipeline: [
      { $group: { _id: '$identifierKey', entries: { $sum: 1 } } },
      { $lookup: { from: 'identifiers', localField: '_id', foreignField: '_id', as: 'known' } },
      { $match: { known: { $size: 0 } } },
      { $set: { detail: text('$entries', ' entries of an unknown identifier') } },
    ],
  }),
  invariantOf({
    name: 'link-counts-its-evidence',
    promise: 'A link counts exactly the stored observations of its pair that nobody has retracted.',
    collection: 'links',
    pipeline: [
      ...RETRACTIONS,
      {
        $lookup: {
          from: 'evidence',
          localField: 'a',
          foreignField: 'identifiers.key',
          let: {
            // A phone that came alone is a pair with itself: only observations of it alone are its.
            isAlone: { $eq: ['$a', '$b'] },
            ...{ b: '$b', kind: '$kind', source: '$source', isTrusted: '$isTrusted', isOld },
            ...{ events: '$words.eventId', sources: '$words.source' },
          },
          pipeline: [
            {
              $match: {
                $expr: {
                  $and: [
                    { $in: ['$$b', '$identifiers.key'] },
                    { $or: [{ $not: ['$$isAlone'] }, { $eq: [{ $size: '$identifiers' }, 1] }] },
                    { $eq: ['$kind', '$$kind'] },
                    { $eq: ['$source', '$$source'] },
                    { $or: ['$$isOld', { $eq: ['$isTrusted', '$$isTrusted'] }] },
                    { $not: [{ $in: ['$eventId', '$$events'] }] },
                    { $not: [{ $in: ['$source', '$$sources'] }] },
                  ],
                },
              },
            },
            { $count: 'n' },
          ],
          as: 'seen',
        },
      },
      { $set: { observed: { $ifNull: [{ $first: '$seen.n' }, 0] } } },
      { $match: { $expr: { $ne: ['$observed', '$count'] } } },
      { $project: { _id: 1, detail: text('$count', ' counted, ', '$observed', ' observed') } },
    ],
  }),
]
