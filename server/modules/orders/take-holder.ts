import type { Tx } from '../../platform/mongo/index.js'
import { AppError } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { Outbox } from '../../platform/outbox/index.js'
import { notedOf } from './noted.js'
import type { HolderKey } from './orders.domain.js'
import type { OrderRows } from './orders.repository.js'

type Deps = Readonly<{ orders: OrderRows; outbox: Outbox }>

/**
 * An order that came without owner has one now; the refunds that were told meanwhile follow it into the timeline. Safe to
 * repeat: an order that has a holder keeps it.
 */
export function takeHolder({ orders, outbox }: Deps) {
  return async (orderId: Id<'ord'>, holder: HolderKey, tx: Tx): Promise<void> => {
    const order = await orders.find(orderId, { tx })
    if (order === null || order.identifierKey !== undefined) {
      return
    }
    const held = { ...order, identifierKey: holder }
    const refunds = (await orders.refundsOf(orderId)).filter(({ state }) => state === 'done')
    const noted = refunds.map(({ refundId, refundNo, refundFen, at }) => {
      const refund = { refundNo, eventId: refundId, eventKey: `${refundId}:refunded` }
      return notedOf(held, { what: 'refunded', amountFen: refundFen, at, holder, refund })
    })
    await outbox.append(noted, { tx })
    if ((await orders.save(held, { tx })) !== 'saved') {
      throw new AppError('order-moved-on', { retriable: true })
    }
  }
}
