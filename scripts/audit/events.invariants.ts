import { invariantOf, text, type Invariant } from './invariant.js'

const isMissing = (field: string) => ({ $eq: [{ $type: `$${field}` }, 'missing'] })
const isThere = (field: string) => ({ $ne: [{ $type: `$${field}` }, 'missing'] })
const inState = (state: string, ...rules: readonly object[]) => ({
  $and: [{ $eq: ['$state', state] }, ...rules],
})

/** What each state of a queue's row must and must not have; the rest of the states is unknown. */
const QUEUE_SHAPES = [
  inState('pending', isMissing('token')),
  inState('leased', isThere('token'), isThere('leasedUntil')),
  inState('done', isThere('doneAt'), isMissing('token')),
  inState('dead', isThere('reason'), isMissing('token')),
]

/** Events and deliveries: everything acknowledged is done, waiting, dead or still to be worked; nothing is anywhere else. */
export const eventInvariants: readonly Invariant[] = [
  invariantOf({
    name: 'event-is-somewhere',
    promise: 'Every stored event is pending, leased, waiting, done or dead, with what that needs.',
    collection: 'inbox',
    pipeline: [
      {
        $match: {
          $expr: {
            $not: [
              {
                $or: [...QUEUE_SHAPES, inState('waiting', isThere('waitFor'), isMissing('token'))],
              },
            ],
          },
        },
      },
      { $set: { detail: text('state ', '$state', ', token ', '$token', ', key ', '$waitFor') } },
    ],
  }),
  invariantOf({
    name: 'nobody-waits-for-what-is-there',
    promise: 'No event waits for a key that has appeared.',
    collection: 'inbox',
    pipeline: [
      { $match: { state: 'waiting' } },
      {
        $lookup: { from: 'inbox_guards', localField: 'waitFor', foreignField: '_id', as: 'guard' },
      },
      { $match: { 'guard.appearedAt': { $exists: true } } },
      { $set: { detail: text('waits for ', '$waitFor') } },
    ],
  }),
  invariantOf({
    name: 'done-events-are-counted',
    promise: 'The number of done events that workers have counted is the number of done events.',
    collection: 'inbox',
    pipeline: [
      { $match: { state: 'done' } },
      { $group: { _id: 'inbox', done: { $sum: 1 } } },
      {
        $unionWith: {
          coll: 'inbox_counts',
          pipeline: [{ $group: { _id: 'inbox', counted: { $sum: '$done' } } }],
        },
      },
      { $group: { _id: '$_id', done: { $sum: '$done' }, counted: { $sum: '$counted' } } },
      { $match: { $expr: { $ne: ['$done', '$counted'] } } },
      { $set: { detail: text('$counted', ' counted, ', '$done', ' done') } },
    ],
  }),
  invariantOf({
    name: 'delivery-is-somewhere',
    promise: 'Every outbox row is pending, leased, done or dead, with what that needs.',
    collection: 'outbox',
    pipeline: [
      { $match: { $expr: { $not: [{ $or: QUEUE_SHAPES }] } } },
      { $set: { detail: text('state ', '$state', ', token ', '$token') } },
    ],
  }),
  invariantOf({
    name: 'welcome-delivery-has-one-effect',
    promise: 'Every finished delivery of a welcome has exactly one record of what became of it.',
    collection: 'outbox',
    pipeline: [
      // dropped ones carry a reason: somebody else had recorded that welcome before
      {
        $match: { subscriber: 'wecom.send-welcome', state: 'done', reason: { $exists: false } },
      },
      { $project: { _id: '$eventId', deliveries: { $literal: 1 } } },
      {
        $unionWith: {
          coll: 'welcomes',
          pipeline: [
            { $match: { deliveryId: { $exists: true } } },
            { $project: { _id: '$deliveryId', records: { $literal: 1 } } },
          ],
        },
      },
      {
        $group: { _id: '$_id', deliveries: { $sum: '$deliveries' }, records: { $sum: '$records' } },
      },
      // a record outlives its delivery, which is forgotten after 30 days
      {
        $match: {
          $or: [{ records: { $gt: 1 } }, { deliveries: { $gte: 1 }, records: { $ne: 1 } }],
        },
      },
      { $set: { detail: text('$deliveries', ' deliveries, ', '$records', ' records') } },
    ],
  }),
]
