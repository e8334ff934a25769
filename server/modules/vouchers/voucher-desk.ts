import type { Clock } from '../../platform/clock/index.js'
import { AppError, invariant, ok, refuse, type Result } from '../../platform/errors/index.js'
import { derivedId, type Id } from '../../platform/ids/index.js'
import { sumFen, type Fen } from '../../platform/money/index.js'
import type { Tx } from '../../platform/mongo/index.js'
import { validTo } from '../catalog/index.js'
import { shareOf, type Order, type VoucherDesk } from '../orders/index.js'
import { decideTakeBack, newVoucher, splitLine, type Voucher } from './voucher.domain.js'
import type { VoucherCodes } from './voucher-codes.js'
import type { VoucherRows } from './vouchers.repository.js'

type Deps = Readonly<{ vouchers: VoucherRows; codes: VoucherCodes; clock: Clock }>

/** What orders ask of vouchers (their port): codes for what is paid, and codes back for what is refunded. */
export function voucherDesk({ vouchers, codes, clock }: Deps): VoucherDesk {
  const owed = (list: readonly Voucher[]): Fen => sumFen(list.map(({ owedFen }) => owedFen))

  async function write(voucher: Voucher, tx: Tx): Promise<void> {
    if ((await vouchers.save(voucher, { tx })) !== 'saved') {
      throw new AppError('voucher-busy', { retriable: true })
    }
  }

  return {
    async issue(order, { tx }) {
      await vouchers.insert(issued(order, codes), { tx })
    },

    async refundableFen(orderId, { tx } = {}) {
      const found = await vouchers.ofOrder(orderId, tx === undefined ? {} : { tx })
      return owed(found.filter(({ state }) => state === 'active'))
    },

    async takeBack(
      { orderId },
      { codes: wanted, refundId },
      { tx },
    ): Promise<Result<Fen, 'voucher-not-refundable'>> {
      const all = await vouchers.ofOrder(orderId, { tx })
      const chosen = wanted === 'all' ? all.filter(isLeft) : all.filter(isOneOf(wanted))
      if (wanted !== 'all' && chosen.length !== new Set(wanted).size) {
        return refuse('voucher-not-refundable', 'not a voucher of this order')
      }
      for (const voucher of chosen) {
        const decision = decideTakeBack(voucher, { refundId, now: clock.now() })
        if (!decision.ok) {
          return refuse('voucher-not-refundable', decision.detail)
        }
        await write(decision.value, tx)
      }
      return ok(owed(chosen))
    },
  }
}

const isLeft = ({ state }: Voucher): boolean => state === 'active' || state === 'offered'
const isOneOf =
  (ids: readonly Id<'vch'>[]) =>
  ({ voucherId }: Voucher): boolean =>
    ids.includes(voucherId)

/** Every code of a paid order, with what was paid for it. */
function issued(order: Order, codes: VoucherCodes): Voucher[] {
  const { orderId, identifierKey, items } = order
  invariant(identifierKey !== undefined, 'an order of the own shop has a holder')
  const soldAt = order.paidAt ?? order.createdAt
  return items.flatMap((line, index) => {
    const { voucher: terms, qty, name, skuName, pictureId, tint, art } = line
    if (terms === undefined) {
      return []
    }
    const { uses, storeCodes, atExpiry } = terms
    const look = { skuName, pictureId, tint, art }
    return splitLine(shareOf(line), { codes: qty, uses }).map((leftFen, number) =>
      newVoucher({
        voucherId: derivedId('vch', orderId, String(index), String(number)),
        orderId,
        identifierKey,
        payerKey: identifierKey,
        ...codes.mint(),
        name,
        ...(Object.fromEntries(
          Object.entries(look).filter(([, value]) => value !== undefined),
        ) as typeof look),
        leftFen,
        storeCodes,
        atExpiry,
        validFrom: soldAt,
        validTo: validTo(terms, soldAt),
        createdAt: soldAt,
      }),
    )
  })
}
