import type { Clock } from '../../platform/clock/index.js'
import { contentHash } from '../../platform/crypto/index.js'
import {
  defineStep,
  verdict,
  type AnyStep,
  type InboundEvent,
} from '../../platform/pipeline/index.js'
import {
  carrierOf,
  OpenEvent,
  type CustomerFact,
  type IdentifierReader,
  type IdentifierReading,
} from '../customers/index.js'
import type { Catalog, Offer } from '../catalog/index.js'
import type { Incidents, NewIncident } from '../payments/index.js'
import type { Order } from './orders.domain.js'
import { orderEventData } from './orders.ports.js'
import type { OrderRows } from './orders.repository.js'
import type { ShopPrice } from './price-check.domain.js'
import { reportVerdict } from './report-verdict.js'
import {
  reportedOrderId,
  reportedRefundId,
  type PaidReport,
  type RefundReport,
  type ReportedRefund,
} from './reported.domain.js'

type Deps = Readonly<{
  orders: OrderRows
  incidents: Incidents
  reader: Pick<IdentifierReader, 'readAll'>
  catalog: Pick<Catalog, 'offersByCode'>
  clock: Clock
}>

/** What an order event said, read once. */
export type Reading = Readonly<{
  eventId: string
  eventKey: string
  isTrusted: boolean
}> &
  IdentifierReading &
  (
    | Readonly<{ type: 'order.paid'; report: PaidReport }>
    | Readonly<{ type: 'order.refunded'; report: RefundReport }>
  )

export type ReportState = Readonly<{
  readings: ReadonlyMap<string, Reading>
  orders: Map<string, Order>
  refunds: Map<string, ReportedRefund>
  /** Of the SKUs that were sold, by the code of the till. */
  prices: ReadonlyMap<string, ShopPrice>
}>
export type ReportChange = Readonly<{
  placed?: Order
  changed?: Order
  refund?: ReportedRefund
  incident?: NewIncident
}>

/** Orders and refunds that other systems report through the open API. */
export function orderStep({
  orders,
  incidents,
  reader,
  catalog,
  clock,
}: Deps): AnyStep<CustomerFact> {
  return defineStep<ReportState, ReportChange, CustomerFact>({
    name: 'orders.report',
    handles: (event) => event.type in orderEventData,

    async gather({ events }) {
      const readings = events.flatMap((event) => readingOf(event, reader) ?? [])
      const ids = readings.map(({ report }) => reportedOrderId(report.source, report.orderNo))
      const refundIds = readings.flatMap((reading) =>
        reading.type === 'order.refunded' ? [refundIdOf(reading.report)] : [],
      )
      const codes = readings.flatMap(codesOf)
      const [known, refunds, offers] = await Promise.all([
        orders.withIds(ids),
        refundIds.length === 0 ? new Map() : orders.refundsWithIds(refundIds),
        catalog.offersByCode([...new Set(codes)]),
      ])
      const byKey = new Map(readings.map((reading) => [reading.eventKey, reading]))
      const prices = new Map([...offers].map(([code, offer]) => [code, shopPrice(offer)]))
      return { readings: byKey, orders: known, refunds, prices }
    },

    decide(event, state) {
      const reading = state.readings.get(event.key)
      return reading === undefined
        ? verdict.dead('order-event-unreadable')
        : reportVerdict(reading, state)
    },

    apply(state, { placed, changed, refund }) {
      if (placed !== undefined) {
        state.orders.set(placed.orderId, placed)
      }
      if (changed !== undefined) {
        state.orders.set(changed.orderId, { ...changed, revision: changed.revision + 1 })
      }
      if (refund !== undefined) {
        state.refunds.set(refund.refundId, refund)
      }
      return state
    },

    async write(changes, tx) {
      const placed = changes.flatMap((change) => change.placed ?? [])
      const changed = changes.flatMap((change) => change.changed ?? [])
      const refunds = changes.flatMap((change) => change.refund ?? [])
      const found = changes.flatMap((change) => change.incident ?? [])
      if (found.length > 0) {
        await incidents.add(found, { at: clock.now(), tx })
      }
      if (placed.length > 0) {
        await orders.insert(placed, { tx })
      }
      if (refunds.length > 0) {
        await orders.insertRefunds(refunds, { tx })
      }
      if (changed.length > 0) {
        await orders.saveAll(changed, { tx })
      }
    },
  })
}

/** Null for content that does not match its type; the door of the open API has checked it already. */
function readingOf(event: InboundEvent, reader: Deps['reader']): Reading | null {
  const open = OpenEvent.safeParse(event.data)
  if (!open.success) {
    return null
  }
  const { id: eventId, source, isTrusted, identifiers, data } = open.data
  const named = reader.readAll(identifiers, { source, isTrusted })
  const carrier = carrierOf(named.seen)
  const base = { eventId, eventKey: event.key, isTrusted, ...named }
  const told = { source, at: event.occurredAt, contentHash: contentHash(data) }
  if (event.type === 'order.paid') {
    const parsed = orderEventData['order.paid'].safeParse(data)
    const holder = carrier === null ? {} : { identifierKey: carrier.key }
    return parsed.success
      ? { ...base, type: 'order.paid', report: { ...told, ...parsed.data, ...holder } }
      : null
  }
  const parsed = orderEventData['order.refunded'].safeParse(data)
  return parsed.success
    ? { ...base, type: 'order.refunded', report: { ...told, ...parsed.data } }
    : null
}

const codesOf = (reading: Reading): string[] =>
  reading.type === 'order.paid' ? reading.report.items.map(({ sku }) => sku) : []

function shopPrice({ sku, product }: Offer): ShopPrice {
  const { skuId, code, priceFen } = sku
  const { productId, updatedAt: since } = product
  const name = product.skus.length > 1 ? `${product.name} ${sku.name}` : product.name
  return { skuId, productId, code, name, priceFen, since }
}

function refundIdOf({ source, orderNo, refundNo }: RefundReport) {
  return reportedRefundId(source, orderNo, refundNo)
}
