import { ensureCollections, type Migration } from '../../platform/mongo/index.js'

export const operatorsMigrations: readonly Migration[] = [
  {
    name: '0010-operators',
    async up(db) {
      const names = ['operators', 'operator_sessions', 'log_in_attempts', 'audit_entries']
      await ensureCollections(db, names)
      await db.collection('operators').createIndexes([
        { key: { username: 1 }, name: 'username_1', unique: true },
        {
          key: { staffUserid: 1 },
          name: 'staffUserid_1',
          unique: true,
          partialFilterExpression: { staffUserid: { $exists: true } },
        },
        { key: { role: 1, status: 1 }, name: 'role_1_status_1' },
      ])
      await db.collection('operator_sessions').createIndexes([
        { key: { tokenHash: 1 }, name: 'tokenHash_1', unique: true },
        { key: { operatorId: 1 }, name: 'operatorId_1' },
        { key: { endsAt: 1 }, name: 'endsAt_1', expireAfterSeconds: 0 },
      ])
      await db
        .collection('log_in_attempts')
        .createIndexes([
          { key: { windowEndsAt: 1 }, name: 'windowEndsAt_1', expireAfterSeconds: 0 },
        ])
      await db
        .collection('audit_entries')
        .createIndexes([{ key: { 'subject.id': 1, _id: -1 }, name: 'subject.id_1__id_-1' }])
    },
  },
]
