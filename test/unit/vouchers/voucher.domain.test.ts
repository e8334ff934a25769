import * as fc from 'fast-check'
import {
  coveredBy,
  decideAccept,
  decideOffer,
  decideRedeem,
  decideTakeBack,
  decideUndo,
  lapsed,
  newVoucher,
  refunded,
  splitLine,
  withoutOffer,
  type Redemption,
  type Voucher,
} from '../../../server/modules/vouchers/voucher.domain.js'
import type { Result } from '../../../server/platform/errors/index.js'

// Guarantee (orders-and-money.md 5 and 9 V): what codes are owed is what was paid for them, fen by fen, and any order of
// redeeming, taking back, giving, refunding and ending keeps redeemed + owed + returned + lapsed equal to it.

const now = new Date('2026-03-01T10:00:00+08:00')
const end = new Date('2026-04-01T00:00:00+08:00')
const minute = (count: number) => new Date(now.getTime() + count * 60_000)
const till = { storeCode: 'S1', isKnownStore: true, uses: 1 }
const code = { code: 'sealed', codeKey: 'key', codeTail: '7QRX' }

function sold(leftFen: readonly number[], more: Partial<Voucher> = {}): Voucher {
  const holder = 'openid:wx:anna' as const
  const voucher = newVoucher({
    ...{ voucherId: 'vch_1', orderId: 'ord_1', identifierKey: holder, payerKey: holder, ...code },
    ...{ name: '双人下午茶', leftFen, storeCodes: [], atExpiry: 'refund' },
    ...{ validFrom: now, validTo: end, createdAt: now },
  })
  return { ...voucher, ...more }
}

function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) {
    throw new Error(result.code)
  }
  return result.value
}

function redemptionOf(voucher: Voucher, useFen: readonly number[], at: Date): Redemption {
  const { voucherId, orderId, usesLeft } = voucher
  const amountFen = useFen.reduce((sum, fen) => sum + fen, 0)
  const about = {
    redemptionId: 'rdm_1',
    voucherId,
    orderId,
    redeemId: 'r1',
    source: 'pos',
  } as const
  return { ...about, storeCode: 'S1', uses: useFen.length, useFen, amountFen, usesLeft, at }
}

test('what is paid for a line is spread over codes and uses without losing a fen, by at most one each', () => {
  const numbers = fc.tuple(
    fc.integer({ min: 0, max: 10_000_000 }),
    fc.integer({ min: 1, max: 40 }),
    fc.integer({ min: 1, max: 20 }),
  )
  fc.assert(
    fc.property(numbers, ([amountFen, codes, uses]) => {
      const parts = splitLine(amountFen, { codes, uses })
      const each = parts.map((own) => own.reduce((sum, fen) => sum + fen, 0))
      expect(each.reduce((sum, fen) => sum + fen, 0)).toBe(amountFen)
      expect(Math.max(...each) - Math.min(...each)).toBeLessThanOrEqual(1)
      expect(parts).toHaveLength(codes)
      for (const own of parts) {
        expect(own).toHaveLength(uses)
        expect(Math.max(...own) - Math.min(...own)).toBeLessThanOrEqual(1)
      }
    }),
  )
  expect(splitLine(100, { codes: 3, uses: 1 })).toEqual([[34], [33], [33]])
})

test('any order of what can happen to a voucher keeps every fen of it', () => {
  const moves = ['redeem', 'undo', 'offer', 'accept', 'cancel', 'take-back', 'refunded', 'lapse']
  const plan = fc.array(fc.constantFrom(...moves), { maxLength: 25 })
  fc.assert(
    fc.property(fc.array(fc.nat(1_000), { minLength: 1, maxLength: 20 }), plan, (uses, steps) => {
      let voucher = sold(uses)
      let redemptions: Redemption[] = []
      let gone = 0
      steps.forEach((step, index) => {
        const at = minute(index)
        const [last, ...others] = redemptions
        if (step === 'redeem') {
          const done = decideRedeem(voucher, { ...till, now: at })
          if (done.ok) {
            voucher = done.value.voucher
            redemptions = [redemptionOf(voucher, done.value.useFen, at), ...redemptions]
          }
        } else if (step === 'undo' && last !== undefined) {
          const done = decideUndo(voucher, last, at)
          redemptions = done.ok ? others : redemptions
          voucher = done.ok ? done.value : voucher
        } else if (step === 'offer') {
          const done = decideOffer(voucher, at)
          voucher = done.ok ? done.value : voucher
        } else if (step === 'accept') {
          const friend = { identifierKey: 'openid:wx:bo', isGiver: false, code, now: at } as const
          const done = decideAccept(voucher, friend)
          voucher = done.ok ? done.value : voucher
        } else if (step === 'cancel') {
          voucher = withoutOffer(voucher)
        } else if (step === 'take-back') {
          const done = decideTakeBack(voucher, { refundId: 'rfd_1', now: at })
          gone += done.ok ? voucher.owedFen : 0
          voucher = done.ok ? done.value : voucher
        } else if (step === 'refunded') {
          voucher = refunded(voucher)
        } else if (step === 'lapse' && voucher.state === 'active') {
          gone += voucher.owedFen
          voucher = lapsed(voucher, at)
        }
        const isOwed = voucher.state === 'active' || voucher.state === 'offered'
        const owed = isOwed ? voucher.owedFen : 0
        const redeemed = redemptions.reduce((sum, { amountFen }) => sum + amountFen, 0)
        expect(owed + redeemed + gone).toBe(voucher.soldFen)
        expect(voucher.usesLeft).toBe(voucher.leftFen.length)
        expect(voucher.state === 'redeemed').toBe(voucher.usesLeft === 0)
        expect(voucher.usesLeft + redemptions.length).toBe(voucher.uses)
      })
    }),
  )
})

test('a voucher is redeemed in its stores and in its time, and not more often than it was sold for', () => {
  const two = sold([300, 300], { storeCodes: ['S1'] })
  const at = (more: object) => decideRedeem(two, { ...till, now: minute(1), ...more })
  expect(at({ uses: 2 })).toMatchObject({ ok: true, value: { voucher: { state: 'redeemed' } } })
  expect(at({})).toMatchObject({ ok: true, value: { voucher: { usesLeft: 1, state: 'active' } } })
  expect(at({ uses: 3 })).toMatchObject({ code: 'voucher-already-redeemed' })
  expect(at({ storeCode: 'S2' })).toMatchObject({ code: 'voucher-not-valid-here' })
  expect(at({ now: end })).toMatchObject({ code: 'voucher-not-active' })
  expect(decideRedeem(sold([1]), { ...till, isKnownStore: false, now })).toMatchObject({
    code: 'voucher-not-valid-here',
  })
})

test('a redemption is taken back on its own day only', () => {
  const { voucher, useFen } = valueOf(decideRedeem(sold([600]), { ...till, now: minute(1) }))
  const redemption = redemptionOf(voucher, useFen, minute(1))
  const back = valueOf(decideUndo(voucher, redemption, minute(2)))
  expect(back).toMatchObject({ state: 'active', usesLeft: 1, owedFen: 600, dueAt: end })
  const tomorrow = new Date('2026-03-02T00:00:00+08:00')
  expect(decideUndo(voucher, redemption, tomorrow)).toMatchObject({
    code: 'redemption-of-another-day',
  })
  expect(decideUndo(back, { ...redemption, undoneAt: now }, minute(3))).toMatchObject({
    code: 'redemption-undone',
  })
})

test('it goes to one friend, within 48 hours, unused, and never on from there', () => {
  const offered = valueOf(decideOffer(sold([600]), now))
  expect(offered).toMatchObject({ state: 'offered', dueAt: minute(48 * 60) })
  const friend = { identifierKey: 'openid:wx:bo', isGiver: false, code, now } as const
  expect(decideAccept(offered, { ...friend, isGiver: true })).toMatchObject({
    code: 'voucher-is-yours',
  })
  expect(decideAccept(offered, { ...friend, now: minute(48 * 60) })).toMatchObject({
    code: 'voucher-offer-over',
  })
  expect(decideRedeem(offered, { ...till, now })).toMatchObject({ code: 'voucher-not-active' })
  expect(decideTakeBack(offered, { refundId: 'rfd_1', now })).toMatchObject({ ok: false })
  const taken = valueOf(decideAccept(offered, friend))
  expect(taken).toMatchObject({ identifierKey: 'openid:wx:bo', payerKey: 'openid:wx:anna' })
  expect(decideOffer(taken, minute(1))).toMatchObject({ code: 'voucher-given-already' })
  const used = valueOf(decideRedeem(sold([1, 1]), { ...till, now })).voucher
  expect(decideOffer(used, now)).toMatchObject({ code: 'voucher-used-partly' })
})

test('no offer lives longer than its voucher', () => {
  const offered = valueOf(decideOffer(sold([600], { validTo: minute(60) }), now))
  expect(offered.offer?.until).toEqual(minute(60))
})

test('a refund that names no codes takes such as were owed just as much, and none when nothing fits', () => {
  const codes = fc.array(
    fc.nat(5).map((fen) => sold([fen])),
    { maxLength: 6 },
  )
  fc.assert(
    fc.property(codes, fc.nat(20), (vouchers, amountFen) => {
      const taken = coveredBy(vouchers, amountFen)
      const takenFen = taken.reduce((sum, { owedFen }) => sum + owedFen, 0)
      expect(takenFen === amountFen || taken.length === 0).toBe(true)
    }),
  )
  const two = [sold([600]), sold([600])]
  expect(coveredBy(two, 600)).toHaveLength(1)
  expect(coveredBy(two, 500)).toEqual([])
  expect(coveredBy([lapsed(sold([600]), now)], 600)).toEqual([])
})
