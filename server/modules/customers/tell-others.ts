import { CustomerFactsMoved, CustomerMerged, CustomerSplit } from './customers.events.js'
import type { Settled } from './resolution/settle.domain.js'

/** For modules that hold guards or money: who was affected, by identifiers. */
export function tellOthers({ moves, merged, split, handedOver }: Settled) {
  const identifierKeys = moves.map(({ key }) => key)
  return [
    ...(merged.length > 0 ? [CustomerMerged({ identifierKeys })] : []),
    ...(split.length > 0 ? [CustomerSplit({ identifierKeys })] : []),
    ...(handedOver.length > 0 ? [CustomerFactsMoved({ identifierKeys: [...handedOver] })] : []),
  ]
}
