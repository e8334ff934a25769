import { defineErrors } from '../../platform/errors/index.js'

export const inboxErrors = defineErrors({
  'store-unavailable': { status: 503, title: 'The database cannot be reached', retriable: true },
  'backlog-too-long': { status: 503, title: 'Too much is waiting to be worked', retriable: true },
  'event-not-found': { status: 404, title: 'No such event' },
  'event-not-dead': { status: 409, title: 'Only a dead event can be replayed' },
  'events-too-many': { status: 413, title: 'At most 500 events in one request' },
  'delivery-not-dead': { status: 409, title: 'Only a dead delivery can be tried again' },
  'source-not-allowed': { status: 403, title: 'The key may not use this source' },
  'event-type-unknown': { status: 422, title: 'Not an event type of this API' },
  'occurred-at-out-of-range': { status: 422, title: 'Up to five years back, five minutes ahead' },
})
