import {
  payCodeRules,
  verdictOf,
} from '../../../../server/integrations/wechat-pay/wechat-pay.codes.js'

const unknown = ['query', 'wechat-pay-outcome-unknown', 'unknown', true] as const
const config = ['config', 'wechat-pay-config-wrong', 'none', false] as const
const refusedAs = <Reaction extends string>(reaction: Reaction) =>
  [reaction, 'wechat-pay-refused', 'none', false] as const
const limited = ['wait', 'wechat-pay-frequency-limited', 'none', true] as const

/** The whole error table of wechat-contract.md D.5: status, code, reaction, our code, effect, retriable. */
const D5 = [
  [202, 'USER_PAYING', 'retry', 'wechat-pay-unavailable', 'none', true],
  [400, 'PARAM_ERROR', ...refusedAs('bug')],
  [400, 'INVALID_REQUEST', ...refusedAs('bug')],
  [400, 'APPID_MCHID_NOT_MATCH', ...config],
  [400, 'MCH_NOT_EXISTS', ...config],
  [400, 'ORDER_CLOSED', 'query', 'wechat-pay-order-closed', 'none', false],
  [400, 'ORDER_PAID', 'query', 'wechat-pay-order-paid', 'none', false],
  [401, 'SIGN_ERROR', ...config],
  [403, 'ACCOUNT_ERROR', ...config],
  [403, 'NO_AUTH', ...config],
  [403, 'NOT_ENOUGH', 'drop', 'wechat-pay-balance-low', 'none', false],
  [403, 'USER_ACCOUNT_ABNORMAL', 'drop', 'wechat-pay-payee-abnormal', 'none', false],
  [403, 'OUT_TRADE_NO_USED', 'query', 'wechat-pay-number-used', 'none', false],
  [403, 'RULE_LIMIT', ...refusedAs('drop')],
  [403, 'TRADE_ERROR', ...refusedAs('query')],
  [404, 'ORDER_NOT_EXIST', ...refusedAs('resync')],
  [404, 'RESOURCE_NOT_EXISTS', ...refusedAs('resync')],
  [429, 'FREQUENCY_LIMITED', ...limited],
  [500, 'SYSTEM_ERROR', ...unknown],
  [500, 'BANK_ERROR', ...unknown],
  [500, 'INVALID_TRANSACTIONID', ...refusedAs('bug')],
  [500, 'OPENID_MISMATCH', ...refusedAs('bug')],
] as const

// Guarantee: what may have moved money is unknown and asked about; everything else is named for what it is. The documents
// of different years spell the same code with and without underscores.
test.each(D5)('%i %s asks for %s: %s', (status, spelt, reaction, code, effect, retriable) => {
  const verdict = verdictOf(status, spelt)
  expect(verdict).toMatchObject({ reaction, code, effect, retriable })
  expect(verdictOf(status, spelt.replaceAll('_', ''))).toEqual(verdict)
})

test.each([
  [403, undefined, 'wechat-pay-refused', 'none'],
  [429, undefined, 'wechat-pay-frequency-limited', 'none'],
  [500, 'SOMETHING_NEW', 'wechat-pay-outcome-unknown', 'unknown'],
  [502, undefined, 'wechat-pay-outcome-unknown', 'unknown'],
  [302, undefined, 'wechat-pay-outcome-unknown', 'unknown'],
])('status %i with %s: %s, effect %s', (status, platformCode, code, effect) => {
  expect(verdictOf(status, platformCode)).toMatchObject({ code, effect })
})

// The guard sees the code of an answer, or its status where a gateway gave none.
test('a frequency limit closes the API, by code and by bare status; others do not', () => {
  expect(payCodeRules.pauseAfter('FREQUENCY_LIMITED')).toMatchObject({ firstMs: 5_000 })
  expect(payCodeRules.pauseAfter('429')).toMatchObject({ firstMs: 5_000 })
  expect(payCodeRules.pauseAfter('502')).toBeNull()
  expect(payCodeRules.pauseAfter('SYSTEM_ERROR')).toBeNull()
  expect(payCodeRules.reactionTo('SIGN_ERROR', 'certificates')).toBe('config')
})
