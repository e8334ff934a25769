import { dropIndex, ensureCollections, type Migration } from '../../platform/mongo/index.js'
import { KEEP_CHECKS_S } from './phone-checks/phone-checks.model.js'
import { KEEP_WELCOMES_S } from './welcome/welcomes.model.js'

const named = (key: Readonly<Record<string, 1 | -1>>) => ({
  key,
  name: Object.entries(key)
    .map(([field, direction]) => `${field}_${direction}`)
    .join('_'),
})

export const wecomMigrations: readonly Migration[] = [
  {
    name: '0020-wecom',
    async up(db) {
      const names = ['relations', 'late_unionids', 'channel_codes', 'welcomes', 'staff']
      await ensureCollections(db, names)
      await db
        .collection('relations')
        .createIndexes([
          named({ identifierKey: 1, since: -1, endedAt: 1 }),
          named({ userid: 1, state: 1 }),
          named({ channelCodeId: 1, state: 1 }),
        ])
      await db.collection('late_unionids').createIndexes([named({ askAt: 1 })])
      await db
        .collection('channel_codes')
        .createIndexes([
          { ...named({ stateToken: 1 }), unique: true },
          { ...named({ requestKey: 1 }), unique: true },
          named({ status: 1, createdAt: 1 }),
          { ...named({ configId: 1 }), unique: true, sparse: true },
          named({ storeCode: 1, _id: -1 }),
        ])
      await db
        .collection('welcomes')
        .createIndexes([
          { ...named({ at: 1 }), expireAfterSeconds: KEEP_WELCOMES_S },
          named({ identifierKey: 1, at: -1 }),
        ])
      await db
        .collection('staff')
        .createIndexes([named({ storeCode: 1, _id: 1 }), named({ syncedAt: 1 })])
    },
  },
  {
    name: '0051-phone-checks',
    async up(db) {
      await ensureCollections(db, ['phone_checks', 'phone_check_counts'])
      const forgotten = { ...named({ at: 1 }), expireAfterSeconds: KEEP_CHECKS_S }
      await db.collection('phone_checks').createIndexes([forgotten])
      await db.collection('phone_check_counts').createIndexes([forgotten])
    },
  },
  {
    name: '0052-customer-groups',
    async up(db) {
      await ensureCollections(db, ['customer_groups', 'customer_group_members'])
      await db.collection('customer_group_members').createIndexes([named({ chatId: 1, _id: 1 })])
    },
  },
  { name: '0053-platform-rights', up: (db) => ensureCollections(db, ['platform_rights']) },
  {
    name: '0082-relation-lists',
    async up(db) {
      const relations = db.collection('relations')
      await relations.createIndexes([
        named({ userid: 1, state: 1, since: -1 }),
        named({ 'tags.name': 1, state: 1, since: -1 }),
      ])
      // the longer one serves what it did
      await dropIndex(relations, 'userid_1_state_1')
    },
  },
]
