import fc from 'fast-check'
import {
  blockingRuleOf,
  maskPhone,
  readPhone,
} from '../../../server/modules/customers/phone.domain.js'

test.each([
  ['13912346021', '13912346021'],
  ['+86 139-1234-6021', '13912346021'],
  ['+8613912346021', '13912346021'],
  ['8613912346021', '13912346021'],
  ['0086 139 1234 6021', '13912346021'],
  ['（+86）139 1234 6021', '13912346021'],
  ['１３９１２３４６０２１', '13912346021'],
  ['\u202a139 1234 6021\u202c', '13912346021'],
  ['86139123460', undefined],
])('%j is read as %s', (text, phone) => {
  const reading = readPhone(text)
  expect(reading.ok ? reading.phone : undefined).toBe(phone)
})

test.each([
  ['', 'phone-empty'],
  ['  ', 'phone-empty'],
  ['null', 'phone-empty'],
  ['undefined', 'phone-empty'],
  ['139****6021', 'phone-masked'],
  ['139xxxx6021', 'phone-masked'],
  ['139＊＊＊＊6021', 'phone-masked'],
  ['021-55551234', 'phone-not-mainland'],
  ['+1 415 555 0100', 'phone-not-mainland'],
  ['12912346021', 'phone-not-mainland'],
  ['139123460211', 'phone-not-mainland'],
  ['13800138000', 'phone-blocked'],
  ['13333333333', 'phone-blocked'],
])('%j is nobody’s number: %s', (text, reason) => {
  expect(readPhone(text)).toEqual({ ok: false, reason })
})

test('numbers of virtual operators are recognised', () => {
  expect(readPhone('17012346021')).toMatchObject({ ok: true, isVirtualOperator: true })
  expect(readPhone('13912346021')).toMatchObject({ ok: true, isVirtualOperator: false })
})

// Guarantee: however a till writes a number, it is the same identifier.
test('any way of writing a number is read as the same number', () => {
  const number = fc
    .tuple(fc.constantFrom('3', '5', '7', '8', '9'), fc.stringMatching(/^[0-9]{9}$/))
    .map(([second, rest]) => `1${second}${rest}`)
    .filter((phone) => readPhone(phone).ok)
  const prefix = fc.constantFrom('', '+86', '86', '0086', '+86 ', '(+86)')
  const gaps = fc.array(fc.constantFrom('', ' ', '-', '　', '\u200e'), {
    minLength: 11,
    maxLength: 11,
  })
  const isSame = (phone: string, start: string, between: string[], isWide: boolean) => {
    const digits = [...phone].map((digit, index) => `${digit}${between[index] ?? ''}`).join('')
    const wide = digits.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)))
    const reading = readPhone(`${start}${isWide ? wide : digits}`)
    expect(reading).toMatchObject({ ok: true, phone, tail: phone.slice(-4) })
  }
  fc.assert(fc.property(number, prefix, gaps, fc.boolean(), isSame))
})

test('a mask shows the first three and the last four digits', () => {
  expect(maskPhone('13912346021')).toBe('139****6021')
})

test.each([
  ...['', ' ', 'null', 'NULL', 'undefined', 'None', 'NaN', 'n/a', '0', '00', '0.0', '-', '无'],
  ...['ｎｕｌｌ', '[object Object]'],
])('%j identifies nobody', (value) => expect(blockingRuleOf(value)).toBe('value-empty'))
test.each(['11111111', 'aaaaaa', '８８８８'])('%j is one character over and over', (value) =>
  expect(blockingRuleOf(value)).toBe('value-repeated'),
)
test.each(['o6_bmjrPTlm6_2sgVt7hMZOPfL2M', 'SY20318846', '888', 'A1', '10'])(
  '%j may be somebody',
  (value) => expect(blockingRuleOf(value)).toBeNull(),
)
