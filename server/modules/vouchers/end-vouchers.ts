import type { Logger } from 'pino'
import type { Clock } from '../../platform/clock/index.js'
import { AppError } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { InTransaction } from '../../platform/mongo/index.js'
import type { Outbox } from '../../platform/outbox/index.js'
import { postings, type Ledger } from '../ledger/index.js'
import type { Orders } from '../orders/index.js'
import { notedOf } from './noted.js'
import { lapsed, withoutOffer, type Voucher } from './voucher.domain.js'
import { VoucherEnded } from './vouchers.events.js'
import type { VoucherRows } from './vouchers.repository.js'

type Deps = Readonly<{
  vouchers: VoucherRows
  orders: Pick<Orders, 'refundExpired'>
  ledger: Pick<Ledger, 'post'>
  outbox: Outbox
  inTransaction: InTransaction
  clock: Clock
  log: Logger
}>

const REASON = '券到期未使用，按购买时的约定自动退款'
/** After a refund that could not be asked for; it stops no other. */
const AGAIN_MS = 60 * 60_000

/**
 * What time does to vouchers: offers that nobody took come back, and what is over is refunded or lapses as its sale promised.
 * The codes of one order that are over together are one refund. Safe to repeat.
 */
export function endVouchers(deps: Deps) {
  const { vouchers, orders, ledger, outbox, inTransaction, clock, log } = deps

  const takeOfferBack = (voucher: Voucher) =>
    inTransaction({ commitIf: 'saved' }, (tx) => vouchers.save(withoutOffer(voucher), { tx }))

  /** Whoever has redeemed or given it meanwhile is right: then nothing is written. */
  const lapse = (voucher: Voucher) =>
    inTransaction({ commitIf: 'saved' }, async (tx) => {
      const at = clock.now()
      const { voucherId, orderId, owedFen: amountFen } = voucher
      const next = lapsed(voucher, at)
      if (amountFen > 0) {
        const cause = { cause: voucherId, voucherId, orderId, amountFen, at }
        await ledger.post([postings.voucherLapsed(cause)], { tx })
      }
      const told = { what: 'lapsed', cause: voucherId, amountFen, at } as const
      await outbox.append([notedOf(next, told), VoucherEnded({ voucherId, orderId, at })], { tx })
      return vouchers.save(next, { tx })
    })

  async function refund(orderId: Id<'ord'>, list: readonly Voucher[]): Promise<void> {
    const [first] = list
    if (first === undefined) {
      return
    }
    const ids = list.map(({ voucherId }) => voucherId)
    // a code is refunded once in its life: the first of them names the refund of all
    const about = { requestKey: first.voucherId, reason: REASON }
    const result = await orders.refundExpired(orderId, ids, about)
    if (!result.ok) {
      throw new AppError(result.code)
    }
  }

  async function endOrder(orderId: Id<'ord'>): Promise<void> {
    const now = clock.now()
    const over = (await vouchers.ofOrder(orderId)).filter(
      ({ state, validTo }) => state === 'active' && validTo.getTime() <= now.getTime(),
    )
    // what cost nothing has nothing to give back
    const isBack = ({ atExpiry, owedFen }: Voucher) => atExpiry === 'refund' && owedFen > 0
    for (const voucher of over.filter((one) => !isBack(one))) {
      await lapse(voucher)
    }
    await refund(orderId, over.filter(isBack))
  }

  /** One turn; how many vouchers it looked at. */
  return async (limit: number, isStopping: () => boolean): Promise<number> => {
    const due = await vouchers.due(clock.now(), limit)
    for (const voucher of due.filter(({ state }) => state === 'offered')) {
      await takeOfferBack(voucher)
    }
    const ending = due.filter(({ validTo }) => validTo.getTime() <= clock.now().getTime())
    for (const orderId of new Set(ending.map((voucher) => voucher.orderId))) {
      if (isStopping()) {
        break
      }
      try {
        await endOrder(orderId)
      } catch (error) {
        log.warn({ orderId, err: error }, 'vouchers not ended, will try again')
        const later = new Date(clock.now().getTime() + AGAIN_MS)
        for (const voucher of ending.filter((one) => one.orderId === orderId)) {
          await vouchers.dueLater(voucher, later)
        }
      }
    }
    return due.length
  }
}
