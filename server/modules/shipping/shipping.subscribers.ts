import type { Tx } from '../../platform/mongo/index.js'
import { subscribe, type AnySubscriber, type Settled } from '../../platform/outbox/index.js'
import { OrderFulfilled } from '../orders/index.js'
import { decideCorrected, newShipment, type Fulfilled } from './shipping.domain.js'
import type { Shipments } from './shipping.repository.js'

/** What has reached a customer, or left for them, becomes a shipment that WeChat is told of; another parcel corrects it. */
export function shippingSubscribers(
  shipments: Pick<Shipments, 'find' | 'insert' | 'save'>,
): readonly AnySubscriber[] {
  async function note(fulfilled: Fulfilled, tx: Tx): Promise<Settled> {
    const known = await shipments.find(fulfilled.paymentId, { tx })
    if (known === null) {
      await shipments.insert(newShipment(fulfilled), { tx })
      return { kind: 'ok' }
    }
    const next = decideCorrected(known, fulfilled)
    const outcome = next === null ? 'saved' : await shipments.save(next, { tx })
    return outcome === 'saved' ? { kind: 'ok' } : { kind: 'retry', reason: 'shipment-busy' }
  }

  return [subscribe('shipping.note', OrderFulfilled, (fulfilled, { tx }) => note(fulfilled, tx))]
}
