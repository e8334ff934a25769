import { ok, refuse, type Result } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { Tx } from '../../platform/mongo/index.js'
import { settle, subscribe, type AnySubscriber } from '../../platform/outbox/index.js'
import { customerErrors, type Identity } from '../customers/index.js'
import { orderErrors, OrderRefunded, type Orders } from '../orders/index.js'
import { recordOf } from './noted.js'
import { coveredBy, decideTakeBack, isEnded, refunded, type Voucher } from './voucher.domain.js'
import { voucherErrors, type VoucherRefusal } from './vouchers.errors.js'
import { VoucherEnded, VoucherNoted } from './vouchers.events.js'
import type { VoucherRows } from './vouchers.repository.js'

type Deps = Readonly<{
  vouchers: VoucherRows
  orders: Pick<Orders, 'completeVirtual'>
  identity: Pick<Identity, 'record'>
}>
type About = Readonly<{ orderId: Id<'ord'>; at: Date }>
type Refund = About & Readonly<{ refundId: Id<'rfd'>; unnamedVoucherFen?: number }>

export function voucherSubscribers({ vouchers, orders, identity }: Deps): readonly AnySubscriber[] {
  /** The last code has ended: so has an order that was nothing but codes. */
  async function completeOrder({ orderId, at }: About, tx: Tx) {
    const all = await vouchers.ofOrder(orderId, { tx })
    return all.every(isEnded) ? orders.completeVirtual(orderId, { at, tx }) : ok(null)
  }

  /** The payer has the money of a refund: its codes are refunded. */
  async function noteRefund(
    { orderId, refundId, at, unnamedVoucherFen = 0 }: Refund,
    tx: Tx,
  ): Promise<Result<null, VoucherRefusal | 'order-busy'>> {
    const all = await vouchers.ofOrder(orderId, { tx })
    const named = all.filter((one) => one.refundId === refundId && one.state === 'refund-pending')
    const taken = coveredBy(all, unnamedVoucherFen).flatMap((one): Voucher[] => {
      const decision = decideTakeBack(one, { refundId, now: at })
      return decision.ok ? [decision.value] : []
    })
    for (const voucher of [...named, ...taken]) {
      if ((await vouchers.save(refunded(voucher), { tx })) !== 'saved') {
        return refuse('voucher-busy')
      }
    }
    return completeOrder({ orderId, at }, tx)
  }

  return [
    subscribe('vouchers.tell-customer', VoucherNoted, async (noted, { tx }) =>
      settle(customerErrors, await identity.record(recordOf(noted), { tx })),
    ),
    subscribe('vouchers.complete-order', VoucherEnded, async (ended, { tx }) =>
      settle(orderErrors, await completeOrder(ended, tx)),
    ),
    subscribe('vouchers.note-refund', OrderRefunded, async ({ refundId, ...about }, { tx }) => {
      const result =
        refundId === undefined ? ok(null) : await noteRefund({ ...about, refundId }, tx)
      return settle({ ...orderErrors, ...voucherErrors }, result)
    }),
  ]
}
