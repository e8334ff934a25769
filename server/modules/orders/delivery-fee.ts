import { refuse, ok, type Result } from '../../platform/errors/index.js'
import type { InTransaction } from '../../platform/mongo/index.js'
import type { Actor, Audit } from '../operators/index.js'
import type { DeliveryFees } from './delivery-fee.repository.js'
import type { DeliveryFee } from './pricing.domain.js'

type Deps = Readonly<{
  fees: DeliveryFees
  audit: Pick<Audit, 'record'>
  inTransaction: InTransaction
}>

export type DeliveryFeeDesk = ReturnType<typeof deliveryFeeDesk>
/** What sending a parcel costs; orders that are placed already keep their fee. */
export function deliveryFeeDesk({ fees, audit, inTransaction }: Deps) {
  return {
    async read(): Promise<DeliveryFee> {
      const { revision: _revision, ...fee } = await fees.read()
      return fee
    },

    /** Refuses `delivery-fee-changed` when two set it at once. */
    async set(
      fee: DeliveryFee,
      actor: Actor,
    ): Promise<Result<DeliveryFee, 'delivery-fee-changed'>> {
      const outcome = await inTransaction({ commitIf: 'saved' as const }, async (tx) => {
        const { revision, ...before } = await fees.read({ tx })
        const subject = { type: 'delivery-fee', id: 'delivery' }
        const entry = { actor, action: 'delivery-fee.set', subject, before, after: fee }
        await audit.record(entry, { tx })
        return fees.save({ ...fee, revision }, { tx })
      })
      return outcome === 'saved' ? ok(fee) : refuse('delivery-fee-changed')
    },
  }
}
