import { newId } from '../../platform/ids/index.js'
import { ensureCollections, type Db, type Migration } from '../../platform/mongo/index.js'

export const stockMigrations: readonly Migration[] = [
  {
    name: '0031-stock',
    async up(db) {
      await ensureCollections(db, ['stock_pools', 'stock_holds'])
      await db.collection('stock_holds').createIndexes([{ key: { orderId: 1 }, name: 'orderId_1' }])
    },
  },
  {
    name: '0130-stock-pools-and-journal',
    async up(db) {
      await ensureCollections(db, ['stock_journal'])
      await db.collection('stock_pools').createIndexes([
        { key: { pool: 1, _id: 1 }, name: 'pool_1__id_1' },
        { key: { skuId: 1, pool: 1 }, name: 'skuId_1_pool_1' },
      ])
      await db
        .collection('stock_journal')
        .createIndexes([{ key: { skuId: 1, _id: -1 }, name: 'skuId_1__id_-1' }])
      await openJournal(db)
    },
  },
]

type OldPool = Readonly<{ _id: string; skuId: string; pool: string; total: number }> &
  Readonly<{ isUnlimited: boolean; updatedAt: Date }>

/** The first line of every pool that has none: what its total is when the journal begins. */
async function openJournal(db: Db): Promise<void> {
  const lines = db.collection<{ _id: string; poolId: string }>('stock_journal')
  for await (const pool of db.collection<OldPool>('stock_pools').find({})) {
    const { _id: poolId, skuId, pool: name, total, isUnlimited, updatedAt: at } = pool
    const known = await lines.findOne({ skuId, poolId })
    if (known === null) {
      const state = { delta: total, total, isUnlimited, isSoldOut: false }
      const told = { operator: null, reason: '开始记录', at }
      const line = { poolId, skuId, pool: name, kind: 'opened', ...state, ...told }
      await lines.insertOne({ _id: newId('sjr'), ...line })
    }
  }
}
