import type { Db } from '../../../server/platform/mongo/index.js'
import type { Id } from '../../../server/platform/ids/index.js'

type Row = { _id: string } & Record<string, unknown>
/** The documents that one order left behind, in the order in which they are written. */
type Left = Readonly<{ rows: readonly Readonly<{ collection: string; row: Row }>[]; guard: string }>

const OWN = ['order_keys', 'payments', 'orders', 'stock_holds'] as const

/** What placing an order writes, one majority write each: four rows, an outbox row, a guard and the pool. */
export const WRITES_EACH = OWN.length + 3

/** What `count` orders of this SKU left in the store of the service. */
export async function leftBehind(db: Db, skuId: Id<'sku'>, count: number): Promise<Left[]> {
  const rowsOf = async (collection: string, filter: object) =>
    await db.collection<Row>(collection).find(filter).toArray()
  const orders = await db
    .collection<Row>('orders')
    .find({ 'items.skuId': skuId })
    .limit(count)
    .toArray()
  const ids = orders.map(({ _id }) => _id)
  const byOrder = new Map<string, { collection: string; row: Row }[]>(ids.map((id) => [id, []]))
  for (const collection of OWN) {
    const isOrders = collection === 'orders'
    for (const row of isOrders ? orders : await rowsOf(collection, { orderId: { $in: ids } })) {
      byOrder.get(isOrders ? row._id : String(row['orderId']))?.push({ collection, row })
    }
  }
  const outbox = await db.collection<Row>('outbox').find().limit(count).toArray()
  return orders.map(({ _id, identifierKey }, index) => {
    const told = outbox[index]
    const rows = byOrder.get(_id) ?? []
    if (told === undefined || rows.length !== OWN.length) {
      throw new Error('the service has written something else')
    }
    return { rows: [...rows, { collection: 'outbox', row: told }], guard: String(identifierKey) }
  })
}

/** Writes the same documents under other ids by plain driver calls, each acknowledged by the majority. */
export async function writeSingly(
  db: Db,
  { rows, guard }: Left,
  { skuId, set }: { skuId: Id<'sku'>; set: string },
): Promise<void> {
  for (const { collection, row } of rows) {
    await db.collection<Row>(collection).insertOne({ ...row, _id: `${row._id}:${set}` })
  }
  const orderId = String(rows[0]?.row['orderId'])
  await db
    .collection<{ _id: string; orderIds: string[]; revision: number }>('open_orders')
    .updateOne(
      { _id: `${guard}:${set}`, 'orderIds.2': { $exists: false } },
      { $addToSet: { orderIds: `${orderId}:${set}` }, $inc: { revision: 1 } },
      { upsert: true },
    )
  const isLeft = { $lte: [{ $add: ['$held', '$sold', 1] }, '$total'] }
  const { modifiedCount } = await db
    .collection<{ _id: string; held: number }>('stock_pools')
    .updateOne(
      { _id: `${skuId}:main`, $or: [{ isUnlimited: true }, { $expr: isLeft }] },
      { $inc: { held: 1, sold: 0 }, $set: { updatedAt: new Date() } },
    )
  if (modifiedCount !== 1) {
    throw new Error('nothing was held')
  }
}
