import type { Id } from '../../../server/platform/ids/index.js'
import { ordersRepository } from '../../../server/modules/orders/orders.repository.js'
import { transactions } from '../../../server/platform/mongo/index.js'
import { useDatabase } from '../../support/database.js'

const database = useDatabase()
const ORDER_ID = 'ord_00000000000000000000aa' as Id<'ord'>

// Guarantee: a version works on while the next one's migration has given its orders a field that it does not know.
test('an order with a field of a later version is saved, alone and in a batch, and keeps it', async () => {
  const orders = ordersRepository(database.db)
  const inTransaction = transactions(database.db)
  await database.db.collection('orders').insertOne({
    _id: ORDER_ID as never,
    orderNo: 'A1',
    source: 'pos-1',
    revision: 0,
    status: 'paid',
    items: [],
    totalFen: 100,
    paidFen: 100,
    refundedFen: 0,
    createdAt: new Date(),
    closeAttempts: 0,
    history: [],
    businessMonth: '2026-11',
  })
  const read = async () => {
    const order = await orders.find(ORDER_ID)
    if (order === null) {
      throw new Error('the order is gone')
    }
    return order
  }
  await inTransaction(async (tx) => orders.save({ ...(await read()), refundedFen: 10 }, { tx }))
  await inTransaction(async (tx) =>
    orders.saveAll([{ ...(await read()), refundedFen: 20 }], { tx }),
  )
  expect(await read()).toMatchObject({ revision: 2, refundedFen: 20, businessMonth: '2026-11' })
})
