import { AppError } from '../../platform/errors/index.js'
import {
  defineStep,
  verdict,
  type AnyStep,
  type InboundEvent,
} from '../../platform/pipeline/index.js'
import { decideSettled, type Shipment } from './shipping.domain.js'
import { SETTLEMENT_PUSHED, SettlementNotice } from './shipping.ports.js'
import type { Shipments } from './shipping.repository.js'

type State = Readonly<{ shipments: Map<string, Shipment> }>

/** WeChat says that the money of a payment is free. */
export function shippingStep<Fact>(shipments: Pick<Shipments, 'withIds' | 'save'>): AnyStep<Fact> {
  return defineStep<State, Shipment, Fact>({
    name: 'shipping.settled',
    handles: (event) => event.type === SETTLEMENT_PUSHED,

    async gather({ events }) {
      const ids = events.flatMap((event) => noticeOf(event)?.outTradeNo ?? [])
      return { shipments: await shipments.withIds([...new Set(ids)]) }
    },

    decide(event, { shipments: known }) {
      const { outTradeNo, settledAt } = noticeOf(event) ?? {}
      const shipment = outTradeNo === undefined ? undefined : known.get(outTradeNo)
      // the push at shipping has no such time; payments of other shops of the merchant have no shipment
      const next =
        shipment === undefined || settledAt === undefined
          ? null
          : decideSettled(shipment, settledAt)
      return next === null ? verdict.duplicate : { kind: 'ok', change: next }
    },

    apply(state, shipment) {
      state.shipments.set(shipment.paymentId, { ...shipment, revision: shipment.revision + 1 })
      return state
    },

    async write(changes, tx) {
      for (const shipment of changes) {
        if ((await shipments.save(shipment, { tx })) !== 'saved') {
          throw new AppError('shipment-busy', { retriable: true })
        }
      }
    },
  })
}

function noticeOf(event: InboundEvent) {
  const parsed = SettlementNotice.safeParse(event.data)
  return parsed.success ? parsed.data.data : null
}
