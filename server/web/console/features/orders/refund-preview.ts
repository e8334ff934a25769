import { moneyText } from '../../../shared/format/money.js'
import type { Order } from './api/order.js'
import { copy } from './copy.js'

type Wish = { amountFen: number; isRestocked: boolean }

const IN_HOUSE: readonly Order['status'][] = ['paid', 'preparing', 'ready']

export const unitsOf = ({ items }: Pick<Order, 'items'>): number =>
  items.reduce((sum, { qty }) => sum + qty, 0)

/** What the server will do with this wish, in words; it decides, this only says so beforehand. */
export function refundPreview(order: Order, { amountFen, isRestocked }: Wish): string[] {
  const restFen = order.refundableFen - amountFen
  const isStopped = restFen === 0 && IN_HOUSE.includes(order.status)
  return [
    copy.willReturn(moneyText(amountFen)),
    isStopped ? copy.willStop : restFen > 0 ? copy.willKeep(moneyText(restFen)) : copy.willStay,
    isRestocked ? copy.willRestock(unitsOf(order)) : copy.willNotRestock,
  ]
}
