import { verdictOf } from '../../../../server/integrations/wechat-pay/wechat-pay.codes.js'

// The documents of different years spell the same code with and without underscores.
test.each([
  ['ORDER_PAID', 'ORDERPAID', 'wechat-pay-order-paid', false],
  ['ORDER_CLOSED', 'ORDERCLOSED', 'wechat-pay-order-closed', false],
  ['SYSTEM_ERROR', 'SYSTEMERROR', 'wechat-pay-outcome-unknown', true],
  ['SIGN_ERROR', 'SIGNERROR', 'wechat-pay-config-wrong', false],
  ['FREQUENCY_LIMITED', 'FREQUENCYLIMITED', 'wechat-pay-frequency-limited', true],
  ['USER_PAYING', 'USERPAYING', 'wechat-pay-unavailable', true],
])('%s and %s are the same', (spelt, other, code, retriable) => {
  expect(verdictOf(400, spelt)).toMatchObject({ code, retriable })
  expect(verdictOf(400, other)).toEqual(verdictOf(400, spelt))
})

test.each([
  [400, 'PARAM_ERROR', 'wechat-pay-refused', 'none'],
  [403, undefined, 'wechat-pay-refused', 'none'],
  [429, undefined, 'wechat-pay-frequency-limited', 'none'],
  [500, 'SOMETHING_NEW', 'wechat-pay-outcome-unknown', 'unknown'],
  [502, undefined, 'wechat-pay-outcome-unknown', 'unknown'],
  [302, undefined, 'wechat-pay-outcome-unknown', 'unknown'],
])('status %i with %s: %s, effect %s', (status, platformCode, code, effect) => {
  expect(verdictOf(status, platformCode)).toMatchObject({ code, effect })
})
