import type { Fleet } from './fleet.js'
import type { Ledger } from './ledger.js'

type Stored = Readonly<{ _id: string; status: string; paidFen: number }>
type Pool = Readonly<{ _id: string; held: number; sold: number }>
type Count = Readonly<{ _id: string; count: number }>

/**
 * Orders of the mini-program: each that was placed is there, each whose payment the customer confirmed is paid and told
 * once; the stock sold is what was paid for, the stock held what waits for payment.
 */
export async function brokenOrders({ database }: Fleet, { orders }: Ledger): Promise<string[]> {
  const { db } = database
  const ids = orders.map(({ orderId }) => orderId)
  const stored = await db
    .collection<Stored>('orders')
    .find({ _id: { $in: ids } })
    .toArray()
  const byId = new Map(stored.map((order) => [order._id, order]))
  const told = await db
    .collection('timeline')
    .aggregate<Count>([
      { $match: { 'data.orderId': { $in: ids }, type: 'order.paid' } },
      { $group: { _id: '$data.orderId', count: { $sum: 1 } } },
    ])
    .toArray()
  const timesTold = new Map(told.map(({ _id, count }) => [_id, count]))
  const broken = orders.flatMap(({ orderId, isPaid }) => {
    const status = byId.get(orderId)?.status ?? 'lost'
    const times = timesTold.get(orderId) ?? 0
    const isRight = isPaid
      ? status === 'paid' && times === 1
      : status !== 'lost' && times === (status === 'paid' ? 1 : 0)
    return isRight
      ? []
      : [`order ${orderId}, ${isPaid ? 'paid' : 'not paid'}: ${status}, told ${times} times`]
  })
  return [...broken, ...(await brokenStock())]

  /** Over all orders of the shop: this run's and every earlier one's. */
  async function brokenStock(): Promise<string[]> {
    const pools = await db.collection<Pool>('stock_pools').find().toArray()
    const units = await db
      .collection('orders')
      .aggregate<Count>([
        { $match: { source: 'huike', status: { $in: ['paid', 'pending-payment'] } } },
        { $unwind: '$items' },
        { $group: { _id: '$status', count: { $sum: '$items.qty' } } },
      ])
      .toArray()
    const counted = new Map(units.map(({ _id, count }) => [_id, count]))
    const sum = (field: 'held' | 'sold') => pools.reduce((all, pool) => all + pool[field], 0)
    const expected = { sold: counted.get('paid') ?? 0, held: counted.get('pending-payment') ?? 0 }
    const found = { sold: sum('sold'), held: sum('held') }
    return found.sold === expected.sold && found.held === expected.held
      ? []
      : [`stock ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`]
  }
}
