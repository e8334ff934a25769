import type { NamedQuery } from '../../platform/mongo/index.js'
import { consentQueries } from './consents.model.js'
import { INDEXES, planList, type Conditions, type Narrowed } from './listing/listing.domain.js'
import { timelineQueries } from './timeline.model.js'

const ALL: Narrowed = { by: 'all' }
const [FROM, UNTIL] = [new Date(0), new Date(1)]
/** Every way in which the console's list is read. */
const LISTS: readonly Readonly<{ name: string; narrowed: Narrowed; conditions: Conditions }>[] = [
  { name: 'list by id', narrowed: { by: 'ids', ids: ['cus_1'] }, conditions: {} },
  { name: 'list by name', narrowed: { by: 'name', nameKeys: ['林晓'] }, conditions: {} },
  { name: 'list by first seen', narrowed: ALL, conditions: { seenFrom: FROM, seenUntil: UNTIL } },
  { name: 'list of payers', narrowed: ALL, conditions: { ordered: 'yes' } },
  { name: 'list by last paid', narrowed: ALL, conditions: { paidFrom: FROM, paidUntil: UNTIL } },
  { name: 'list by net', narrowed: ALL, conditions: { minNetFen: 100 } },
]

/** The queries of identity's collections, by collection; a test explains each one. */
const identityQueries: Readonly<Record<string, readonly NamedQuery[]>> = {
  identifiers: [
    { name: 'of customers', filter: { ownerId: { $in: ['cus_1'] } }, index: 'ownerId_1' },
    {
      name: 'phones that they had',
      filter: { 'epochs.parts.holder': { $in: ['unionid:main:o1'] } },
      index: 'epochs.parts.holder_1',
    },
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
      index: INDEXES.first,
    },
    ...LISTS.map(({ name, narrowed, conditions }) => {
      const { match, field, index } = planList(narrowed, conditions)
      return { name, filter: match, sort: { [field]: -1, _id: 1 } as const, index }
    }),
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
      filter: { state: 'open', 'aside.at': null },
      sort: { netFen: -1, openedAt: 1, _id: 1 },
      index: 'aside.at_1_netFen_-1_openedAt_1__id_1',
    },
    {
      name: 'put aside',
      filter: { state: 'open', 'aside.at': { $type: 'date' } },
      sort: { netFen: -1, openedAt: 1, _id: 1 },
      index: 'netFen_-1_openedAt_1__id_1',
    },
    {
      name: 'weighed longest ago',
      filter: { state: 'open' },
      sort: { weighedAt: 1 },
      index: 'weighedAt_1',
    },
  ],
  identity_pending: [
    { name: 'list', filter: {}, sort: { at: 1, _id: 1 }, index: 'at_1__id_1' },
    { name: 'around', filter: { met: { $in: ['openid:wx1:o1'] } }, index: 'met_1' },
  ],
}

/** Of all collections of this module. */
export const customersQueries: Readonly<Record<string, readonly NamedQuery[]>> = {
  ...identityQueries,
  ...resolutionQueries,
  timeline: timelineQueries,
  consents: consentQueries,
}
