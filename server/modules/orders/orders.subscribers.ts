import { settle, subscribe, type AnySubscriber } from '../../platform/outbox/index.js'
import { customerErrors, type Identity } from '../customers/index.js'
import { PaymentSucceeded } from '../payments/index.js'
import type { markPaid } from './mark-paid.js'
import { recordOf } from './noted.js'
import { orderErrors } from './orders.errors.js'
import { OrderNoted } from './orders.events.js'

type Deps = Readonly<{
  markPaid: ReturnType<typeof markPaid>
  identity: Pick<Identity, 'record'>
}>

export function orderSubscribers(deps: Deps): readonly AnySubscriber[] {
  return [
    subscribe('orders.mark-paid', PaymentSucceeded, async (payment, { tx }) =>
      settle(orderErrors, await deps.markPaid(payment, tx)),
    ),
    subscribe('orders.tell-customer', OrderNoted, async (noted, { tx }) =>
      // the customer's first event may still be on its way through the pipeline: then it is tried again
      settle(customerErrors, await deps.identity.record(recordOf(noted), { tx })),
    ),
  ]
}
