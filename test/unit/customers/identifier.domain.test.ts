import fc from 'fast-check'
import {
  carrierOf,
  distinct,
  founderRank,
} from '../../../server/modules/customers/identifier.domain.js'
import { card, contact, openid, phone, seen, unionid } from './people.js'

// In the order of identity.md 1: openid, external_userid, unionid, member_no, phone.
const ORDER = [openid('o1'), contact('w1'), unionid('u1'), card('m1'), phone('13900000001')]

test('the carrier is the first present of the order of identity.md, however they were listed', () => {
  const some = fc.subarray(ORDER, { minLength: 1 })
  const shuffled = some.chain((ids) =>
    fc.tuple(fc.constant(ids), fc.shuffledSubarray(ids, { minLength: ids.length })),
  )
  fc.assert(
    fc.property(shuffled, ([ids, listed]) => {
      expect(carrierOf(listed)).toBe(ids[0])
    }),
  )
})

test('an event without identifiers has no carrier', () => {
  expect(carrierOf([])).toBeNull()
})

test('an identifier listed twice counts once, as sure as it was shown at best', () => {
  const twice = [seen('phone', 'cn', 'h1', 'suggested'), openid('o1'), phone('h1')]
  expect(distinct(twice)).toEqual([openid('o1'), phone('h1')])
})

test('founders rank unionid, openid, contact, card, phone', () => {
  const ranked = [unionid('u'), openid('o'), contact('w'), card('m'), phone('1390000')]
  expect(ranked.map(({ key }) => founderRank(key))).toEqual([0, 1, 2, 3, 4])
})
