import fc from 'fast-check'
import { blindIndex } from '../../../server/platform/crypto/index.js'
import {
  mentionsOf,
  newTombstones,
  valueOfKey,
} from '../../../server/platform/personal-data/index.js'

const phoneIndex = blindIndex(Buffer.alloc(32, 3))
const PHONE = '13787650021'
const KEYS = [
  'openid:wx1:oAbC-1',
  'external_userid:ww1:wmXyZ_9',
  'member_no:pos-1:12',
  `phone:cn:${phoneIndex(PHONE)}`,
]
const mentions = mentionsOf(KEYS, phoneIndex)

// Guarantee: an erasure takes every payload of the person, and nobody else's.
test.each([
  ['an openid in JSON', '{"openid":"oAbC-1","appid":"wx1"}', true],
  ['a contact in XML', '<ExternalUserID><![CDATA[wmXyZ_9]]></ExternalUserID>', true],
  ['a longer openid that begins alike', '{"openid":"oAbC-12"}', false],
  ['an openid that ends alike', '{"openid":"XoAbC-1"}', false],
  ['a phone', '{"phone":"13787650021"}', true],
  ['a phone with +86 and blanks', '{"phone":"+86 137 8765 0021"}', true],
  ['a phone as a number', '{"phone":13787650021}', true],
  ['another phone', '{"phone":"13787650022"}', false],
  ['the digits of the phone within a longer number', '{"no":"9137876500213"}', false],
  ['the card', '{"identifiers":{"memberNo":"12"}}', true],
  ['a card that begins alike', '{"identifiers":{"memberNo":"123"}}', false],
  ['the card number as a quantity', '{"qty":12}', false],
  ['an identifier key', '{"identifierKey":"member_no:pos-1:12"}', true],
  ['nothing', '', false],
])('%s', (_what, text, expected) => {
  expect(mentions(text)).toBe(expected)
})

test('nobody is mentioned when nothing is known', () => {
  const nobody = mentionsOf([], phoneIndex)
  fc.assert(fc.property(fc.string(), (text) => !nobody(text)))
})

// Guarantee: a tombstone keeps type and scope, says nothing of the value, and is another one each time.
test('tombstones', () => {
  const values = fc.stringMatching(/^[\w:-]{6,40}$/)
  fc.assert(
    fc.property(values, (value) => {
      const key = `openid:wx1:${value}`
      expect(valueOfKey(key)).toBe(value)
      const [first = ''] = [...newTombstones([key]).values()]
      const [second = ''] = [...newTombstones([key]).values()]
      expect(first).toMatch(/^openid:wx1:erased-[\w-]{32}$/)
      expect(first).not.toContain(value)
      expect(second).not.toBe(first)
    }),
  )
})
