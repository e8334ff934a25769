import type { OpenEvent } from '../../clients/open-client.js'

/**
 * What a shop's own systems report in a day, made by rule: every run has the same. Of 100 events 30 are paid orders (half
 * of them of people never seen before), 10 refunds of orders of the set before, 45 views, 10 identifications, 5 coupons.
 * `set` counts from 0; the first one has views in place of refunds.
 */
export function shopDay({ set, events }: { set: number; events: number }): OpenEvent[] {
  return Array.from({ length: events }, (_, index) => eventOf({ set, index, events }))
}

const DAY_EVENTS = 1_000

/** Up to 100 events of one type, out of a day. */
export const onlyOf = (type: string, set: number): OpenEvent[] =>
  shopDay({ set, events: DAY_EVENTS })
    .filter((one) => one.type === type)
    .slice(0, 100)

type Place = Readonly<{ set: number; index: number; events: number }>

const SOURCE = 'bench-pos'
/** The same event is told in the same words however often it is made. */
const HAPPENED_MS = Date.now() - 60_000
const OF_A_HUNDRED = { paid: 30, refunded: 40, identified: 50, redeemed: 55 } as const

function eventOf(place: Place): OpenEvent {
  const { set, index } = place
  const kind = index % 100
  if (kind < OF_A_HUNDRED.paid) {
    return orderPaid(place)
  }
  if (kind < OF_A_HUNDRED.refunded && set > 0) {
    return orderRefunded(place)
  }
  if (kind < OF_A_HUNDRED.identified) {
    const identifiers = { ...openid(known(place)), unionid: `u-${known(place)}` }
    return event(place, { type: 'customer.identified', identifiers, data: {} })
  }
  const isCoupon = kind < OF_A_HUNDRED.redeemed
  return event(place, {
    type: isCoupon ? 'coupon.redeemed' : 'product.viewed',
    identifiers: openid(known(place)),
    data: { name: isCoupon ? '满三十减五' : '桂花乌龙', path: '/pages/product' },
  })
}

function event(
  { set, index }: Place,
  told: Pick<OpenEvent, 'type' | 'identifiers' | 'data'>,
): OpenEvent {
  const occurredAt = new Date(HAPPENED_MS).toISOString()
  return { ...told, id: `e-${set}-${index}`, source: SOURCE, occurredAt }
}

function orderPaid(place: Place): OpenEvent {
  const { set, index } = place
  const isNew = index % 2 === 0
  const person = isNew ? `${set}-${index}` : known(place)
  return event(place, {
    type: 'order.paid',
    identifiers: { memberNo: `m-${person}`, phone: phoneOf(place, isNew), phoneVerified: true },
    data: {
      orderNo: orderNo(set, index),
      storeCode: `S${index % 40}`,
      paidFen: 3_600 + index,
      channel: 'pos',
      items: [
        { sku: 'tea-01', name: '桂花乌龙', qty: 2, amountFen: 3_000 },
        { sku: 'cup-02', name: '随行杯', qty: 1, amountFen: 600 + index },
      ],
    },
  })
}

function orderRefunded(place: Place): OpenEvent {
  const { set, index } = place
  const paidIndex = index - OF_A_HUNDRED.paid
  return event(place, {
    type: 'order.refunded',
    identifiers: {},
    data: {
      orderNo: orderNo(set - 1, paidIndex),
      refundNo: `r-${set}-${index}`,
      refundFen: 500,
    },
  })
}

const orderNo = (set: number, index: number) => `o-${set}-${index}`
const openid = (person: string) => ({ openid: `open-${person}`, appid: 'wx-bench-shop' })

/** Somebody of the set before; of the first set itself. */
const known = ({ set, index, events }: Place) => `${Math.max(0, set - 1)}-${(index * 7) % events}`

function phoneOf({ set, index, events }: Place, isNew: boolean): string {
  const number = isNew
    ? set * 100_000 + index
    : Math.max(0, set - 1) * 100_000 + ((index * 7) % events)
  return `139${String(number).padStart(8, '0')}`
}
