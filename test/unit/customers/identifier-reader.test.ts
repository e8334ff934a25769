import { identifierReader } from '../../../server/modules/customers/identifier-reader.js'
import { blindIndex, piiCipher } from '../../../server/platform/crypto/index.js'

const cipher = piiCipher(new Map([['k1', Buffer.alloc(32, 1)]]))
const phoneIndex = blindIndex(Buffer.alloc(32, 2))
const reader = identifierReader({ cipher, phoneIndex, unionidScope: 'main', corpId: 'ww1' })
const till = { source: 'pos-1', isTrusted: true }

const everything = {
  unionid: 'u1',
  openid: 'o1',
  appid: 'wx1',
  externalUserid: 'w1',
  memberNo: 'SY1',
  phone: '+86 139 1234 6021',
}

test('each identifier gets the scope of contract.md 4', () => {
  const keys = reader.read(everything, till).map(({ key }) => key)
  expect(keys).toEqual([
    'unionid:main:u1',
    'openid:wx1:o1',
    'external_userid:ww1:w1',
    'member_no:pos-1:SY1',
    `phone:cn:${phoneIndex('13912346021')}`,
  ])
  const elsewhere = { unionid: 'u1', unionidScope: 'second', externalUserid: 'w1', corpId: 'ww2' }
  expect(reader.read(elsewhere, till).map(({ scope }) => scope)).toEqual(['second', 'ww2'])
})

// Guarantee: what was said is kept, whoever said it; of phones only a proof is more than a mention.
test.each([
  [true, { phoneVerified: true }, 'verified', 'verified'],
  [true, { phoneVerifiedAt: '2026-01-01T00:00:00Z' }, 'verified', 'verified'],
  [true, { phoneVerified: false }, 'verified', 'suggested'],
  [true, {}, 'verified', 'suggested'],
  [false, { phoneVerified: true }, 'verified', 'verified'],
  [false, {}, 'verified', 'suggested'],
])('trusted %s, phone %o: others %s, phone %s', (isTrusted, proof, others, phone) => {
  const seen = reader.read({ ...everything, ...proof }, { source: 'pos-1', isTrusted })
  const strengths = seen.map(({ strength }) => strength)
  expect(strengths).toEqual([others, others, others, others, phone])
})

test('a phone is stored encrypted, with its tail; its key shows no digit of it', () => {
  const [phone] = reader.read({ phone: '13912346021' }, till)
  expect(phone).toMatchObject({ phoneTail: '6021' })
  expect(JSON.stringify(phone)).not.toContain('13912346021')
  expect(cipher.decrypt(phone?.value ?? '')).toBe('13912346021')
})

test('a phone alone from an untrusted till belongs to that till', () => {
  const scopeOf = (ids: object) =>
    reader.read(ids, { source: 'till-9', isTrusted: false }).map(({ scope }) => scope)
  expect(scopeOf({ phone: '13912346021' })).toEqual(['cn@till-9'])
  expect(scopeOf({ phone: '13912346021', memberNo: 'M7' })).toEqual(['till-9', 'cn'])
})

// Guarantee: the rules in force decide where a phone alone goes, not what the key said that brought it.
test.each([
  [true, false, 'cn'],
  [false, true, 'cn@till-9'],
])('a phone alone, when the rules say %s and its key %s, is of %s', (trust, isTrusted, scope) => {
  const ruled = identifierReader({
    ...{ cipher, phoneIndex, unionidScope: 'main', corpId: 'ww1' },
    trustOf: (source) => (source === 'till-9' ? trust : undefined),
  })
  const scopeFor = (source: string) =>
    ruled.read({ phone: '13912346021' }, { source, isTrusted }).map((one) => one.scope)
  expect(scopeFor('till-9')).toEqual([scope])
  expect(scopeFor('till-8')).toEqual([isTrusted ? 'cn' : 'cn@till-8'])
})

test('blocked values are no identifiers, and each tells the rule that blocked it', () => {
  const blocked = {
    unionid: 'null',
    openid: '0',
    appid: 'wx1',
    memberNo: '1111',
    phone: '13800138000',
  }
  expect(reader.readAll(blocked, till)).toEqual({
    seen: [],
    blocked: ['value-empty', 'value-empty', 'value-repeated', 'phone-blocked'].map((rule) => ({
      hitKey: `rule:${rule}`,
    })),
  })
  expect(reader.readAll({ memberNo: 'M7', phone: '0755-26661234' }, till)).toMatchObject({
    seen: [{ type: 'member_no' }],
    blocked: [{ hitKey: 'rule:phone-not-mainland' }],
  })
})

// Guarantee: what operators have put on the list is nobody, wherever it comes from, and is still known for what it is.
test('a listed value is told apart, a listed phone at every till', () => {
  const listed = new Set([`phone:cn:${phoneIndex('13912346021')}`, 'member_no:pos-1:SY1'])
  const strict = identifierReader({
    ...{ cipher, phoneIndex, unionidScope: 'main', corpId: 'ww1' },
    isBlocked: (key) => listed.has(key),
  })
  const keys = (ids: object, speaker = till) => {
    const { seen, blocked } = strict.readAll(ids, speaker)
    return { seen: seen.map(({ key }) => key), blocked: blocked.map(({ hitKey }) => hitKey) }
  }
  expect(keys({ unionid: 'u1', memberNo: 'SY1', phone: '13912346021' })).toEqual({
    seen: ['unionid:main:u1'],
    blocked: ['member_no:pos-1:SY1', `phone:cn:${phoneIndex('13912346021')}`],
  })
  expect(keys({ memberNo: 'SY1' }, { source: 'pos-2', isTrusted: true })).toEqual({
    seen: ['member_no:pos-2:SY1'],
    blocked: [],
  })
  expect(keys({ phone: '13912346021' }, { source: 'till-9', isTrusted: false })).toEqual({
    seen: [],
    blocked: [`phone:cn:${phoneIndex('13912346021')}`],
  })
  const [phone] = strict.readAll(
    { phone: '13912346021' },
    { source: 'till-9', isTrusted: false },
  ).blocked
  expect(phone?.identifier?.scope).toBe('cn@till-9')
})
