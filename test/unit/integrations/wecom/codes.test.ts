import { verdictOf, wecomCodeRules } from '../../../../server/integrations/wecom/wecom.codes.js'

/** The whole of wechat-contract.md B.10: code, what it asks of the client, whether the same again may help. */
const B10 = [
  [-1, 'retry', 'wecom-unavailable', true],
  [6000, 'retry', 'wecom-unavailable', true],
  [40001, 'config', 'wecom-config-wrong', false],
  [40003, 'drop', 'wecom-refused', false],
  [40013, 'config', 'wecom-config-wrong', false],
  [40056, 'config', 'wecom-config-wrong', false],
  [40014, 'refresh-token', 'wecom-unavailable', true],
  [42001, 'refresh-token', 'wecom-unavailable', true],
  [40029, 'log-in-again', 'wecom-refused', false],
  [40050, 'resync', 'wecom-refused', false],
  [40058, 'bug', 'wecom-refused', false],
  [40063, 'bug', 'wecom-refused', false],
  [40068, 'resync', 'wecom-refused', false],
  [40071, 'resync', 'wecom-refused', false],
  [40096, 'drop', 'wecom-refused', false],
  [41001, 'bug', 'wecom-refused', false],
  [41050, 'drop', 'wecom-refused', false],
  [41051, 'drop', 'wecom-refused', false],
  [41096, 'retry', 'wecom-unavailable', true],
  [43004, 'drop', 'wecom-refused', false],
  [44004, 'drop', 'wecom-refused', false],
  [45009, 'wait', 'wecom-frequency-limited', true],
  [45033, 'retry', 'wecom-unavailable', true],
  [48002, 'config', 'wecom-config-wrong', false],
  [50001, 'config', 'wecom-config-wrong', false],
  [60011, 'config', 'wecom-config-wrong', false],
  [60020, 'config', 'wecom-config-wrong', false],
  [60111, 'resync', 'wecom-refused', false],
  [46004, 'resync', 'wecom-refused', false],
  [81011, 'drop', 'wecom-refused', false],
  [81013, 'drop', 'wecom-refused', false],
  [84061, 'resync', 'wecom-refused', false],
  [84074, 'config', 'wecom-config-wrong', false],
  [301002, 'config', 'wecom-config-wrong', false],
  [701008, 'config', 'wecom-config-wrong', false],
] as const

// Guarantee: every documented error of WeCom has the reaction that the contract names, and one word of ours.
test.each(B10)('%i asks for %s: %s', (errcode, reaction, code, retriable) => {
  expect(verdictOf(errcode)).toMatchObject({ code, reaction, retriable })
})

test('a code that nobody documents is refused, not tried again', () => {
  expect(verdictOf(99999)).toMatchObject({ code: 'wecom-refused', retriable: false })
})

// Guarantee: only what the platform counts closes an API, for as long as its window (WeCom document 90312).
test('too often closes an API for a minute and more each time, too many at once for a moment', () => {
  expect(wecomCodeRules.pauseAfter('45009')).toEqual({ firstMs: 60_000, longestMs: 3_600_000 })
  expect(verdictOf(45009).retryAfterMs).toBe(60_000)
  expect(wecomCodeRules.pauseAfter('45033')?.firstMs).toBeLessThan(1_000)
  const others = B10.filter(([code]) => code !== 45009 && code !== 45033)
  for (const [errcode] of others) {
    expect(wecomCodeRules.pauseAfter(String(errcode))).toBeNull()
  }
})
