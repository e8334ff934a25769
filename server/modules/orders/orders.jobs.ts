import type { Logger } from 'pino'
import type { Clock } from '../../platform/clock/index.js'
import { defineJob, type Job } from '../../platform/jobs/index.js'
import type { closeOrder } from './close-order.js'
import type { Fulfilment } from './fulfil-order.js'
import { closeAgainAt, type Order } from './orders.domain.js'
import type { OrderRows } from './orders.repository.js'

type Deps = Readonly<{
  fulfilment: Pick<Fulfilment, 'receive'>
  orders: OrderRows
  closeOrder: ReturnType<typeof closeOrder>
  clock: Clock
  log: Logger
}>

const EVERY_MS = 5_000
const BATCH = 100
const HOUR_MS = 3_600_000

/** Closes orders whose 15 minutes are over. One that fails is tried again later and stops no other. */
export function orderJobs({
  orders,
  closeOrder: close,
  fulfilment,
  clock,
  log,
}: Deps): readonly Job[] {
  async function expire(order: Order): Promise<boolean> {
    const { orderId } = order
    try {
      const result = await close(orderId, 'expired')
      if (result.ok) {
        return true
      }
      log.info({ orderId, code: result.code }, 'order not closed yet')
    } catch (error) {
      log.warn({ orderId, err: error }, 'order not closed, will try again')
    }
    await orders.closeLater(order, closeAgainAt(order, clock.now()))
    return false
  }

  return [
    defineJob({
      name: 'orders.expire',
      title: '关闭超时未付款的订单',
      schedule: { everyMs: EVERY_MS },
      async run({ isStopping }) {
        const due = await orders.toClose(clock.now(), BATCH)
        let closed = 0
        for (const order of due) {
          if (isStopping()) {
            break
          }
          closed += (await expire(order)) ? 1 : 0
        }
        return due.length === 0 ? null : `到期 ${due.length} 单，关闭 ${closed} 单`
      },
    }),
    defineJob({
      name: 'orders.complete-parcels',
      title: '寄出十天的订单算作已收到',
      schedule: { everyMs: HOUR_MS },
      async run({ isStopping }) {
        const due = await orders.toComplete(clock.now(), BATCH)
        let completed = 0
        for (const { orderId } of due) {
          if (isStopping()) {
            break
          }
          completed += (await fulfilment.receive(orderId)).ok ? 1 : 0
        }
        return completed === 0 ? null : `完成 ${completed} 单`
      },
    }),
  ]
}
