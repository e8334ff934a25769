import {
  miniCodeRules,
  verdictOf,
} from '../../../../server/integrations/wechat-mini/wechat-mini.codes.js'

/** The whole of wechat-contract.md C.9, asked of an API that shows a token. */
const C9 = [
  [-1, 'retry', 'mini-unavailable', true],
  [40001, 'refresh-token', 'mini-unavailable', true],
  [40003, 'drop', 'mini-refused', false],
  [40013, 'config', 'mini-config-wrong', false],
  [40029, 'log-in-again', 'mini-refused', false],
  [40037, 'config', 'mini-config-wrong', false],
  [40125, 'config', 'mini-config-wrong', false],
  [40129, 'bug', 'mini-refused', false],
  [40163, 'log-in-again', 'mini-refused', false],
  [40164, 'config', 'mini-config-wrong', false],
  [40226, 'drop', 'mini-refused', false],
  [41030, 'config', 'mini-config-wrong', false],
  [42001, 'refresh-token', 'mini-unavailable', true],
  [43101, 'drop', 'mini-refused', false],
  [45009, 'wait', 'mini-frequency-limited', true],
  [45011, 'wait', 'mini-frequency-limited', true],
  [47001, 'bug', 'mini-refused', false],
  [47003, 'bug', 'mini-refused', false],
  [48001, 'config', 'mini-config-wrong', false],
  [61010, 'drop', 'mini-refused', false],
  [87009, 'log-in-again', 'mini-refused', false],
  [87014, 'drop', 'mini-refused', false],
  [10060001, 'resync', 'mini-refused', false],
] as const

// Guarantee: every documented error of the mini-program has the reaction that the contract names.
test.each(C9)('%i asks for %s: %s', (errcode, reaction, code, retriable) => {
  const verdict = verdictOf(errcode, 'getuserphonenumber')
  expect(verdict).toMatchObject({ code, reaction, retriable })
})

test.each(['stable_token', 'jscode2session'])(
  '40001 of %s, which shows the secret, means that the secret is wrong',
  (api) => {
    expect(verdictOf(40001, api)).toMatchObject({ reaction: 'config', retriable: false })
  },
)

// Guarantee: one user who asks too often closes the API for nobody else.
test('a quota closes the API, the limit of one user does not', () => {
  expect(miniCodeRules.pauseAfter('45009')).toMatchObject({ firstMs: 60_000 })
  expect(miniCodeRules.pauseAfter('45011')).toBeNull()
})
