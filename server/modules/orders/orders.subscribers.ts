import { defineErrors } from '../../platform/errors/index.js'
import { settle, subscribe, type AnySubscriber } from '../../platform/outbox/index.js'
import type { Identity } from '../customers/index.js'
import { PaymentSucceeded } from '../payments/index.js'
import type { markPaid } from './mark-paid.js'
import { recordOf } from './noted.js'
import { orderErrors } from './orders.errors.js'
import { OrderNoted } from './orders.events.js'

type Deps = Readonly<{
  markPaid: ReturnType<typeof markPaid>
  identity: Pick<Identity, 'record'>
}>

/** The customer's first event may still be on its way through the pipeline: then try again. */
const recordErrors = defineErrors({
  'customer-not-yet-known': {
    status: 503,
    title: 'The customer is not known yet',
    retriable: true,
  },
})

export function orderSubscribers(deps: Deps): readonly AnySubscriber[] {
  return [
    subscribe('orders.mark-paid', PaymentSucceeded, async (payment, { tx }) =>
      settle(orderErrors, await deps.markPaid(payment, tx)),
    ),
    subscribe('orders.tell-customer', OrderNoted, async (noted, { tx }) =>
      settle(recordErrors, await deps.identity.record(recordOf(noted), { tx })),
    ),
  ]
}
