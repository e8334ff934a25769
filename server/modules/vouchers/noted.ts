import { yuanText } from '../../platform/money/index.js'
import type { EventOf } from '../../platform/outbox/index.js'
import type { RecordedFact } from '../customers/index.js'
import { VoucherNoted } from './vouchers.events.js'
import type { Voucher } from './voucher.domain.js'

export type Noted = EventOf<typeof VoucherNoted>
type What = Pick<Noted, 'what' | 'cause' | 'amountFen' | 'at'> & Readonly<{ storeCode?: string }>

const SOURCE = 'huike'

/** Tells the timeline of whoever holds the voucher. */
export function notedOf(voucher: Voucher, what: What) {
  const { voucherId, orderId, identifierKey, name, usesLeft } = voucher
  return VoucherNoted({ ...what, voucherId, orderId, identifierKey, name, usesLeft })
}

/** The timeline entry of something noted. */
export function recordOf(noted: Noted): RecordedFact {
  const { what, cause, at, identifierKey, voucherId, orderId, amountFen, usesLeft } = noted
  const { storeCode } = noted
  const eventId = `${what}:${cause}`
  const told = storeCode === undefined ? {} : { storeCode }
  return {
    identifierKey,
    timeline: [
      {
        entryId: eventId,
        eventId,
        at,
        type: `voucher.${what}`,
        source: SOURCE,
        group: 'orders',
        summary: summaryOf(noted),
        data: { voucherId, orderId, amountFen, usesLeft, ...told },
      },
    ],
  }
}

/** One Chinese line: what, how much. */
export function summaryOf({
  what,
  name,
  amountFen,
  usesLeft,
}: Pick<Noted, 'what' | 'name' | 'amountFen' | 'usesLeft'>): string {
  const left = usesLeft > 0 ? `，还可用 ${usesLeft} 次` : ''
  switch (what) {
    case 'redeemed':
      return `核销 ${name} ${yuanText(amountFen)}${left}`
    case 'redemption-undone':
      return `撤销核销 ${name}${left}`
    case 'given':
      return `把 ${name} 送给了好友`
    case 'received':
      return `收到好友送的 ${name}`
    case 'lapsed':
      return `${name} 到期未用，已失效`
  }
}
