import { moneyText } from '../../../shared/format/money.js'
import type { Order } from './api/order.js'
import { copy } from './copy.js'

type Wish = { amountFen: number; isRestocked: boolean }

const IN_HOUSE: readonly Order['status'][] = ['paid', 'preparing', 'ready']

export const unitsOf = ({ items }: Pick<Order, 'items'>): number =>
  items.reduce((sum, { qty }) => sum + qty, 0)

/** What these units were paid with: what a refund of them will be. `units`: per line, in its order. */
export function itemsFen(order: Order, units: readonly number[]): number {
  const back = order.items.map(({ qty, amountFen, discountFen, refundedQty }, index) => {
    const paidFen = amountFen - discountFen
    const upTo = (count: number) => Math.floor((paidFen * count) / qty)
    return upTo(refundedQty + (units[index] ?? 0)) - upTo(refundedQty)
  })
  const isLast = order.items.every(
    ({ qty, refundedQty }, index) => refundedQty + (units[index] ?? 0) === qty,
  )
  const sum = back.reduce((total, fen) => total + fen, 0)
  return sum + (isLast && IN_HOUSE.includes(order.status) ? order.deliveryFen : 0)
}

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
