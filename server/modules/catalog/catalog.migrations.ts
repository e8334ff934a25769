import { ensureCollections, type Migration } from '../../platform/mongo/index.js'

export const catalogMigrations: readonly Migration[] = [
  {
    name: '0030-catalog',
    async up(db) {
      await ensureCollections(db, ['products', 'price_changes', 'pictures', 'picture_files'])
      await db.collection('products').createIndexes([
        { key: { status: 1, category: 1, _id: 1 }, name: 'status_1_category_1__id_1' },
        { key: { status: 1, _id: -1 }, name: 'status_1__id_-1' },
        { key: { 'skus.skuId': 1 }, name: 'skus.skuId_1' },
        { key: { 'skus.code': 1 }, name: 'skus.code_1', unique: true },
      ])
      await db
        .collection('price_changes')
        .createIndexes([{ key: { skuId: 1, at: -1 }, name: 'skuId_1_at_-1' }])
    },
  },
]
