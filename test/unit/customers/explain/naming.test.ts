import { calledIdentifier } from '../../../../server/modules/customers/explain/naming.js'

// Guarantee: in every sentence an identifier is cut by both ends, as on the console; what people read whole stays whole.
test.each([
  ['openid', 'oW3kAbCdEfGhIjKl9Qx2', '小程序用户 oW3k…9Qx2'],
  ['phone', '138****6021', '手机号 138****6021'],
  ['member_no', 'SY20318846', '会员号 SY20318846'],
  ['member_no', '12345678901234', '会员号 12345678901234'],
] as const)('%s %s is called %s', (type, value, called) => {
  expect(calledIdentifier({ type, value })).toBe(called)
})
