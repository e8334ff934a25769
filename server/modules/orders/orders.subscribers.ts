import { ok } from '../../platform/errors/index.js'
import { id, type Id } from '../../platform/ids/index.js'
import { settle, subscribe, type AnySubscriber } from '../../platform/outbox/index.js'
import { customerErrors, FactAttached, type Identity } from '../customers/index.js'
import { PaymentPaidLate, PaymentSucceeded, RefundSucceeded } from '../payments/index.js'
import type { markPaid } from './mark-paid.js'
import { recordOf } from './noted.js'
import { orderErrors } from './orders.errors.js'
import { OrderNoted, PricesDiffered } from './orders.events.js'
import type { PriceChecks } from './price-check.repository.js'
import type { noteRefund } from './note-refund.js'
import type { settleLate } from './settle-late.js'
import type { StockTurns } from './stock-turns.js'
import type { takeHolder } from './take-holder.js'

type Deps = Readonly<{
  markPaid: ReturnType<typeof markPaid>
  settleLate: ReturnType<typeof settleLate>
  noteRefund: ReturnType<typeof noteRefund>
  takeHolder: ReturnType<typeof takeHolder>
  identity: Pick<Identity, 'record'>
  turns: Pick<StockTurns, 'ofId'>
  priceChecks: Pick<PriceChecks, 'add'>
}>

const Order = id('ord')

export function orderSubscribers(deps: Deps): readonly AnySubscriber[] {
  const atStock = {
    inTurn: <Value>({ orderId }: { orderId: Id<'ord'> }, work: () => Promise<Value>) =>
      deps.turns.ofId(orderId, work),
  }
  return [
    subscribe(
      'orders.mark-paid',
      PaymentSucceeded,
      async (payment, { tx }) => settle(orderErrors, await deps.markPaid(payment, tx)),
      atStock,
    ),
    subscribe(
      'orders.settle-late',
      PaymentPaidLate,
      async (payment, { tx }) => settle(orderErrors, await deps.settleLate(payment, tx)),
      atStock,
    ),
    subscribe('orders.note-refund', RefundSucceeded, async (refund, { tx }) =>
      settle(orderErrors, await deps.noteRefund(refund, tx)),
    ),
    subscribe('orders.take-holder', FactAttached, async ({ about, identifierKey }, { tx }) => {
      if (about.type === 'order') {
        await deps.takeHolder(Order.parse(about.id), identifierKey, tx)
      }
      return settle(orderErrors, ok(null))
    }),
    subscribe('orders.note-prices', PricesDiffered, async ({ seen }, { tx }) => {
      await deps.priceChecks.add(seen, { tx })
      return settle(orderErrors, ok(null))
    }),
    subscribe('orders.tell-customer', OrderNoted, async (noted, { tx }) =>
      // the customer's first event may still be on its way through the pipeline: then it is tried again
      settle(customerErrors, await deps.identity.record(recordOf(noted), { tx })),
    ),
  ]
}
