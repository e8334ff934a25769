import fc from 'fast-check'
import {
  decideCorrected,
  decideRetry,
  decideSettled,
  newShipment,
  reminded,
  reported,
  troubled,
  unneeded,
  type Shipment,
} from '../../../server/modules/shipping/shipping.domain.js'

const now = new Date('2026-03-01T10:00:00+08:00')
const later = (ms: number) => new Date(now.getTime() + ms)
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const fulfilled = { paymentId: 'pay_1', orderId: 'ord_1', title: '桂花乌龙', at: now } as const
const parcel = { company: 'SF', trackingNo: 'SF1' }
const picked = newShipment({ ...fulfilled, way: 'self-pickup' })
const sent = newShipment({ ...fulfilled, way: 'express', parcel })
const busy = { code: 'mini-unavailable', isFinal: false, isOutcomeUnknown: false }

// Guarantee: WeChat is asked with growing pauses for a day; then a person is, and nothing is asked behind their back.
test('a report that is not taken is tried for a day, then left to an operator', () => {
  let shipment: Shipment = picked
  const pauses: number[] = []
  while (shipment.nextAt !== undefined) {
    const at = shipment.nextAt
    shipment = troubled(shipment, { ...busy, now: at })
    if (shipment.nextAt !== undefined) {
      pauses.push(shipment.nextAt.getTime() - at.getTime())
    }
  }
  expect(pauses.slice(0, 4)).toEqual([30_000, MINUTE, 5 * MINUTE, 15 * MINUTE])
  expect(new Set(pauses.slice(4))).toEqual(new Set([60 * MINUTE]))
  expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBeLessThanOrEqual(DAY + 60 * MINUTE)
  expect(shipment).toMatchObject({ state: 'failed', troubleCode: 'mini-unavailable' })
  expect(decideRetry(shipment, later(2 * DAY))).toMatchObject({
    value: { state: 'waiting', tries: 0, nextAt: later(2 * DAY) },
  })
  expect(decideRetry(picked, now)).toMatchObject({ code: 'shipment-not-failed' })
})

// Guarantee: a report whose answer was lost is never given up, for it may have arrived.
test('an unknown outcome outlives the day; a final refusal ends at once', () => {
  const after = troubled(picked, { ...busy, isOutcomeUnknown: true, now: later(2 * DAY) })
  expect(after).toMatchObject({ state: 'waiting', isOutcomeUnknown: true })
  expect(troubled(picked, { ...busy, isFinal: true, now })).toMatchObject({ state: 'failed' })
})

test('only express parcels are reminded of, once', () => {
  expect(reported(picked, now).nextAt).toBeUndefined()
  const told = reported(sent, now)
  expect(told.nextAt).toEqual(later(5 * DAY))
  const asked = reminded(told, later(5 * DAY))
  expect(asked.nextAt).toBeUndefined()
  const corrected = decideCorrected(asked, {
    ...fulfilled,
    way: 'express',
    parcel: { ...parcel, trackingNo: 'SF2' },
    at: later(6 * DAY),
  })
  expect(corrected).toMatchObject({ state: 'waiting', parcel: { trackingNo: 'SF2' }, reports: 1 })
  expect(corrected === null ? null : reported(corrected, now).nextAt).toBeUndefined()
})

test('the same parcel again, or one whose money is free, changes nothing', () => {
  const again = { ...fulfilled, way: 'express', parcel } as const
  expect(decideCorrected(reported(sent, now), again)).toBeNull()
  const settled = decideSettled(reported(sent, now), later(DAY))
  expect(settled).toMatchObject({ state: 'settled', settledAt: later(DAY) })
  expect(settled === null ? null : decideSettled(settled, later(2 * DAY))).toBeNull()
  const other = { ...again, parcel: { ...parcel, trackingNo: 'SF2' } }
  expect(settled === null ? null : decideCorrected(settled, other)).toBeNull()
})

// Guarantee: whatever happens in whatever order, what is over asks nothing of WeChat.
test('nothing that is settled, unneeded or failed is due', () => {
  const acts = fc.array(
    fc.constantFrom(
      (one: Shipment) => troubled(one, { ...busy, now }),
      (one: Shipment) => troubled(one, { ...busy, isFinal: true, now }),
      (one: Shipment) => reported(one, now),
      (one: Shipment) => reminded(one, now),
      (one: Shipment) => decideSettled(one, now) ?? one,
      (one: Shipment) => (one.state === 'waiting' ? unneeded(one) : one),
    ),
  )
  fc.assert(
    fc.property(acts, (chain) => {
      let shipment: Shipment = sent
      for (const act of chain) {
        // the job works only what is due
        shipment = shipment.nextAt === undefined ? shipment : act(shipment)
      }
      if (['settled', 'unneeded', 'failed'].includes(shipment.state)) {
        expect(shipment.nextAt).toBeUndefined()
      }
    }),
  )
})

test('a title is cut to what WeChat takes, by characters', () => {
  const long = newShipment({ ...fulfilled, way: 'virtual', title: '🍰'.repeat(200) })
  expect([...long.title]).toHaveLength(120)
})
