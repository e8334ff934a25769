import type { Clock } from '../../platform/clock/index.js'
import { refuse, type Result } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { InTransaction, Tx } from '../../platform/mongo/index.js'
import { checkTransitions } from '../../platform/states/index.js'
import type { Actor, Audit } from '../operators/index.js'
import { decideRetry, SHIPMENT_TRANSITIONS, type Shipment } from './shipping.domain.js'
import type { ShippingRefusal } from './shipping.errors.js'
import type { Shipments } from './shipping.repository.js'

type Deps = Readonly<{
  shipments: Shipments
  audit: Pick<Audit, 'record'>
  inTransaction: InTransaction
  clock: Clock
}>

export type Shipping = ReturnType<typeof shippingService>
export function shippingService({ shipments, audit, inTransaction, clock }: Deps) {
  checkTransitions('shipment', SHIPMENT_TRANSITIONS, ['waiting'])

  async function retry(
    paymentId: Id<'pay'>,
    actor: Actor,
    tx: Tx,
  ): Promise<Result<Shipment, ShippingRefusal>> {
    const shipment = await shipments.find(paymentId, { tx })
    if (shipment === null) {
      return refuse('shipment-not-found')
    }
    const decision = decideRetry(shipment, clock.now())
    if (!decision.ok) {
      return decision
    }
    const subject = { type: 'payment', id: paymentId }
    const entry = { before: { state: shipment.state }, after: { state: decision.value.state } }
    await audit.record({ actor, action: 'shipment.retry', subject, ...entry }, { tx })
    const saved = await shipments.save(decision.value, { tx })
    return saved === 'saved' ? decision : refuse('shipment-busy')
  }

  return {
    list: shipments.list,

    /** Tells WeChat again what it has not taken. */
    async retry(paymentId: Id<'pay'>, actor: Actor): Promise<Result<Shipment, ShippingRefusal>> {
      let result: Result<Shipment, ShippingRefusal> = refuse('shipment-busy')
      await inTransaction({ commitIf: 'done' }, async (tx) => {
        result = await retry(paymentId, actor, tx)
        return result.ok ? 'done' : 'refused'
      })
      return result
    },
  }
}
