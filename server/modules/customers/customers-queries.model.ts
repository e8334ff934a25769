import type { NamedQuery } from '../../platform/mongo/index.js'
import { consentQueries } from './consents.model.js'
import { timelineQueries } from './timeline.model.js'

/** The queries of identity's collections, by collection; a test explains each one. */
const identityQueries: Readonly<Record<string, readonly NamedQuery[]>> = {
  identifiers: [
    { name: 'of customers', filter: { ownerId: { $in: ['cus_1'] } }, index: 'ownerId_1' },
    {
      name: 'by tail or card',
      filter: { searchKey: { $in: ['tail:6021', 'member:6021'] } },
      index: 'searchKey_1',
    },
    {
      name: 'first openids',
      filter: { type: 'openid', ownerId: { $type: 'string' } },
      index: 'type_1_ownerId_1_firstSeenAt_1',
    },
  ],
  customers: [
    {
      name: 'console list',
      filter: { state: 'living' },
      sort: { lastSeenAt: -1, _id: 1 },
      index: 'state_1_lastSeenAt_-1__id_1',
    },
    { name: 'open list', filter: { state: 'living' }, sort: { _id: 1 }, index: 'state_1__id_1' },
    {
      name: 'by name',
      filter: { nameKeys: { $all: ['林晓'] }, state: 'living' },
      sort: { lastSeenAt: -1, _id: 1 },
      index: 'nameKeys_1_lastSeenAt_-1__id_1',
    },
    {
      name: 'merged into',
      filter: { founderKey: { $in: ['unionid:main:o1'] }, state: 'merged' },
      index: 'founderKey_1',
    },
    {
      name: 'new since',
      filter: { state: 'living', firstSeenAt: { $gte: new Date(0), $lt: new Date(1) } },
      index: 'state_1_firstSeenAt_-1',
    },
  ],
  evidence: [
    {
      name: 'about an identifier',
      filter: { 'identifiers.key': 'unionid:main:o1' },
      sort: { occurredAt: -1 },
      index: 'identifiers.key_1_occurredAt_-1',
    },
    {
      name: 'of an event',
      filter: { $or: [{ _id: 'e1' }, { _id: { $gt: 'e1#', $lt: 'e1$' } }] },
      index: '_id_',
    },
  ],
  links: [
    { name: 'from', filter: { a: { $in: ['unionid:main:o1'] } }, index: 'a_1' },
    { name: 'to', filter: { b: { $in: ['unionid:main:o1'] } }, index: 'b_1' },
  ],
  identity_history: [
    {
      name: 'of a customer',
      filter: { customerIds: 'cus_1' },
      sort: { at: -1, _id: -1 },
      index: 'customerIds_1_at_-1__id_-1',
    },
    { name: 'newest', filter: {}, sort: { at: -1, _id: -1 }, index: 'at_-1__id_-1' },
  ],
}

const resolutionQueries: Readonly<Record<string, readonly NamedQuery[]>> = {
  identity_decisions: [
    {
      name: 'about identifiers',
      filter: { keys: { $in: ['unionid:main:o1'] }, isActive: true },
      index: 'keys_1',
    },
    {
      name: 'said about identifiers',
      filter: { keys: { $in: ['unionid:main:o1'] } },
      sort: { at: -1, _id: -1 },
      index: 'keys_1_at_-1__id_-1',
    },
    { name: 'newest', filter: {}, sort: { at: -1, _id: -1 }, index: 'at_-1__id_-1' },
  ],
  identity_reviews: [
    {
      name: 'about identifiers',
      filter: { keys: { $in: ['unionid:main:o1'] }, state: 'open' },
      index: 'keys_1',
    },
    {
      name: 'queue',
      filter: { state: 'open' },
      sort: { openedAt: 1, _id: 1 },
      index: 'openedAt_1__id_1',
    },
  ],
  identity_pending: [{ name: 'list', filter: {}, sort: { at: 1, _id: 1 }, index: 'at_1__id_1' }],
}

/** Of all collections of this module. */
export const customersQueries: Readonly<Record<string, readonly NamedQuery[]>> = {
  ...identityQueries,
  ...resolutionQueries,
  timeline: timelineQueries,
  consents: consentQueries,
}
