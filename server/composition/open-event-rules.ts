import {
  carrierOf,
  openEventData,
  WireIdentifiers,
  type IdentifierReader,
} from '../modules/customers/index.js'
import type { OpenEventRules } from '../modules/inbox/index.js'
import { orderEventData } from '../modules/orders/index.js'

/** What the modules know about the events of the open API; `inbox` itself knows none of them. */
export function openEventRules(reader: Pick<IdentifierReader, 'read'>): OpenEventRules {
  return {
    identifiers: WireIdentifiers,
    data: { ...openEventData, ...orderEventData },
    partitionOf(event, isTrusted) {
      const { orderNo } = event.data
      if (event.type in orderEventData && typeof orderNo === 'string') {
        return `order:${event.source}:${orderNo}`
      }
      const { source } = event
      const identifiers = WireIdentifiers.parse(event.identifiers)
      const carrier = carrierOf(reader.read(identifiers, { source, isTrusted }))
      return carrier?.key ?? `open:${source}:${event.id}`
    },
  }
}
