import fc from 'fast-check'
import { withoutPhones } from '../../../server/modules/customers/free-data.domain.js'

// Guarantee: a phone number that another system puts into free data is not kept in clear on the timeline.
test('phone numbers are masked wherever they stand', () => {
  const data = {
    note: '请打 13912345678 找我，或 +8613812340000',
    phone: 13912345678,
    list: [{ deep: '13912345678' }],
  }
  expect(withoutPhones(data)).toEqual({
    note: '请打 139****5678 找我，或 +86138****0000',
    phone: '139****5678',
    list: [{ deep: '139****5678' }],
  })
})

test('other numbers and texts stay as they are', () => {
  const data = {
    orderNo: '2026031139123456789',
    price: 1680,
    at: 1795333445259,
    ok: true,
    none: null,
  }
  expect(withoutPhones(data)).toEqual(data)
})

test('nothing that is a mobile number by itself comes through', () => {
  const phone = fc
    .tuple(fc.constantFrom('13', '15', '17', '18', '19'), fc.integer({ min: 0, max: 999_999_999 }))
    .map(([start, rest]) => start + String(rest).padStart(9, '0'))
  fc.assert(
    fc.property(
      phone,
      (number) => !JSON.stringify(withoutPhones({ a: [number] })).includes(number),
    ),
  )
})
