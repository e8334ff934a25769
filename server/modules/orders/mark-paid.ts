import { randomInt } from 'node:crypto'
import type { Clock } from '../../platform/clock/index.js'
import { AppError, ok, type Result } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { Tx } from '../../platform/mongo/index.js'
import type { Outbox } from '../../platform/outbox/index.js'
import type { Incidents } from '../payments/index.js'
import type { Stock } from '../stock/index.js'
import { notedOf } from './noted.js'
import type { OrderGuards } from './order-guards.repository.js'
import { decidePaid, type Order } from './orders.domain.js'
import type { OrderRefusal } from './orders.errors.js'
import { orderPaid } from './orders.events.js'
import type { OrderRows } from './orders.repository.js'

type Deps = Readonly<{
  orders: OrderRows
  guards: OrderGuards
  stock: Stock
  incidents: Incidents
  outbox: Outbox
  clock: Clock
}>
type Payment = Readonly<{
  paymentId: Id<'pay'>
  orderId: Id<'ord'>
  amountFen: number
  paidAt: Date
}>

const CODE_CANDIDATES = 8
const CODES = 1_000_000

/**
 * The order of a succeeded payment becomes paid, in the caller's transaction: held units are sold, the open-order guard
 * is freed, everybody above is told. Safe to repeat. Money for an order that cannot take it becomes an incident.
 */
export function markPaid(deps: Deps) {
  const { orders, guards, stock, incidents, outbox, clock } = deps

  async function pickupCode({ storeCode, orderId }: Order, tx: Tx): Promise<string | undefined> {
    if (storeCode === undefined) {
      return undefined
    }
    const candidates = Array.from({ length: CODE_CANDIDATES }, sixDigits)
    const at = clock.now()
    const code = await guards.takePickupCode({ storeCode, orderId, at }, { candidates, tx })
    if (code === null) {
      throw new AppError('order-busy', { retriable: true })
    }
    return code
  }

  async function write(before: Order, paid: Order, tx: Tx): Promise<void> {
    const { orderId, identifierKey, paidFen } = paid
    const at = paid.paidAt ?? clock.now()
    const noted =
      identifierKey === undefined
        ? []
        : [notedOf(paid, { what: 'paid', amountFen: paidFen, at, holder: identifierKey })]
    await outbox.append([orderPaid(paid), ...noted], { tx })
    if ((await orders.save({ ...paid, revision: before.revision }, { tx })) !== 'saved') {
      throw new AppError('order-busy', { retriable: true })
    }
    if (identifierKey !== undefined) {
      await guards.removeOpen({ holder: identifierKey, orderId }, { tx })
    }
    await stock.sell(orderId, { at: clock.now(), tx }) // last: what others race for
  }

  async function misfit({ paymentId, orderId, amountFen }: Payment, tx: Tx): Promise<void> {
    const summary = `订单 ${orderId} 已关闭或已由另一笔付款支付，收到的钱需要退回`
    const subject = { type: 'payment', id: paymentId } as const
    const incident = {
      kind: 'late-payment',
      cause: paymentId,
      summary,
      amountFen,
      subject,
    } as const
    await incidents.add([incident], { at: clock.now(), tx })
  }

  return async (payment: Payment, tx: Tx): Promise<Result<null, OrderRefusal>> => {
    const order = await orders.find(payment.orderId, { tx })
    if (order === null) {
      await misfit(payment, tx)
      return ok(null)
    }
    const { paymentId, paidAt } = payment
    const isOpen = order.status === 'pending-payment'
    const code = isOpen ? await pickupCode(order, tx) : undefined
    const decision = decidePaid(order, {
      paymentId,
      paidAt,
      ...(code === undefined ? {} : { pickupCode: code }),
    })
    if (!decision.ok) {
      await misfit(payment, tx)
    } else if (decision.value !== null) {
      await write(order, decision.value, tx)
    }
    return ok(null)
  }
}

/** Guessing one of a store's few open codes is no gain: staff look at the order before handing it over. */
function sixDigits(): string {
  return String(randomInt(CODES)).padStart(6, '0')
}
