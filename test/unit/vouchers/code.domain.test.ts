import * as fc from 'fast-check'
import { codeFrom, readCode, spelled } from '../../../server/modules/vouchers/code.domain.js'

// Guarantee (orders-and-money.md 5): a code read wrongly by one sign, or with two signs changed for one another, is no other
// voucher's code; read in any spelling it is the same code.

const SIGNS = [...'23456789ACDEFGHJKMNPQRSTVWXYZ']
const code = fc
  .uint8Array({ minLength: 40, maxLength: 40 })
  .map(codeFrom)
  .filter((drawn): drawn is string => drawn !== null)

test('a drawn code has twelve signs and is read as itself, however it is spelled', () => {
  fc.assert(
    fc.property(code, (drawn) => {
      expect(drawn).toMatch(/^[2-9ACDEFGHJKMNP-TV-Z]{12}$/)
      for (const typed of [drawn, spelled(drawn), ` ${drawn.toLowerCase()} `]) {
        expect(readCode(typed)).toEqual({ ok: true, value: drawn })
      }
    }),
  )
})

test('one wrong sign is noticed', () => {
  fc.assert(
    fc.property(code, fc.nat(11), fc.constantFrom(...SIGNS), (drawn, at, sign) => {
      fc.pre(drawn[at] !== sign)
      const typed = drawn.slice(0, at) + sign + drawn.slice(at + 1)
      expect(readCode(typed).ok).toBe(false)
    }),
  )
})

test('two signs changed for one another are noticed', () => {
  fc.assert(
    fc.property(code, fc.nat(11), fc.nat(11), (drawn, one, other) => {
      fc.pre(drawn[one] !== drawn[other])
      const signs = [...drawn]
      signs[one] = drawn.charAt(other)
      signs[other] = drawn.charAt(one)
      expect(readCode(signs.join('')).ok).toBe(false)
    }),
  )
})

test('too few fair bytes draw nothing; what is no code is not found', () => {
  expect(codeFrom(new Uint8Array(10).fill(1))).toBeNull()
  expect(codeFrom(new Uint8Array(40).fill(255))).toBeNull()
  for (const typed of ['', 'ACDEFGHJKMN', 'OOOOOOOOOOOO', '2'.repeat(13), '门店码']) {
    expect(readCode(typed)).toEqual({ ok: false, code: 'voucher-not-found' })
  }
})
