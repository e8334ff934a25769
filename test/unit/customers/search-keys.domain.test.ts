import fc from 'fast-check'
import {
  nameKeysOf,
  nameQueryKeys,
  readSearch,
  searchKeyOf,
} from '../../../server/modules/customers/search-keys.domain.js'
import { card, openid, phone } from './people.js'

// Guarantee: the list finds a customer by any part of the name.
test('any part of a name asks only for keys that the name has', () => {
  const name = fc.string({
    unit: fc.constantFrom('林', '晓', '雨', 'A', 'b', ' ', '🍵'),
    maxLength: 12,
  })
  const part = name.chain((whole) => {
    const characters = [...whole]
    return fc.tuple(fc.nat(characters.length), fc.nat(characters.length)).map(([a, b]) => ({
      whole,
      part: characters.slice(Math.min(a, b), Math.max(a, b)).join(''),
    }))
  })
  fc.assert(
    fc.property(part, ({ whole, part }) => {
      expect(nameKeysOf(whole)).toEqual(expect.arrayContaining(nameQueryKeys(part)))
    }),
  )
})

test('a name without the searched neighbours is not asked for', () => {
  expect(nameKeysOf('林晓雨')).not.toEqual(expect.arrayContaining(nameQueryKeys('林雨')))
})

test.each([
  ['cus_01jd3v9yq8c5w2m4k7n6p1', { by: 'id', customerId: 'cus_01jd3v9yq8c5w2m4k7n6p1' }],
  ['+86 139 1234 6021', { by: 'phone', phone: '13912346021' }],
  ['6021', { by: 'text', searchKeys: ['member:6021', 'tail:6021'] }],
  ['139****6021', { by: 'text', searchKeys: ['member:139****6021', 'tail:6021'] }],
  ['SY20318846', { by: 'text', searchKeys: ['member:sy20318846'] }],
  ['林晓', { by: 'text', nameKeys: ['林晓'] }],
])('%j is searched as %o', (text, search) => {
  expect(readSearch(text)).toMatchObject(search)
})

test('phones are found by their tail and cards by their number, nothing else by a key', () => {
  expect(searchKeyOf(phone('13912346021'))).toBe('tail:6021')
  expect(searchKeyOf(card('SY203'))).toBe('member:sy203')
  expect(searchKeyOf(openid('o1'))).toBeUndefined()
})
