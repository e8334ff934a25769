import fc from 'fast-check'
import * as bucket from '../../../server/platform/rate-budget/bucket.js'
import { CHUNK_LIFE_MS, type CallLimit } from '../../../server/platform/rate-budget/index.js'

const { reservedOf, untilNextCallMs } = bucket
const bucketWindow = (limit: CallLimit) =>
  bucket.bucketWindow(limit, { chunkLifeMs: CHUNK_LIFE_MS })

const limits = fc
  .record({
    limit: fc.integer({ min: 2, max: 1_000_000 }),
    windowMs: fc.integer({ min: 1_000, max: 86_400_000 }),
  })
  .chain(({ limit, windowMs }) =>
    fc.record({
      limit: fc.constant(limit),
      windowMs: fc.constant(windowMs),
      burst: fc.option(fc.integer({ min: 1, max: limit - 1 }), { nil: undefined }),
    }),
  )

// Guarantee: no window of the platform, wherever it begins, ever sees more calls than the platform allows.
test('a full bucket, what trickles in, and what was leased just before never exceed the limit', () => {
  fc.assert(
    fc.property(limits, (limit) => {
      const { capacity, tokensPerMs } = bucketWindow(limit)
      const most = capacity + tokensPerMs * (limit.windowMs + CHUNK_LIFE_MS)
      expect(most).toBeLessThanOrEqual(limit.limit * (1 + 1e-9))
      expect(capacity).toBeGreaterThanOrEqual(1)
      expect(tokensPerMs).toBeGreaterThan(0)
    }),
  )
})

test('a whole minute of WeCom: a thousand at once, and 8,700 more during the minute', () => {
  const { capacity, tokensPerMs } = bucketWindow({ limit: 10_000, windowMs: 60_000 })
  expect(capacity).toBe(1_000)
  expect(Math.floor(tokensPerMs * 60_000)).toBe(8_709)
})

test('the wait ends when the slowest window has a token, and none that is reserved', () => {
  const fast = bucketWindow({ limit: 110, burst: 10, windowMs: 8_000 }) // 10 a second
  const slow = bucketWindow({ limit: 46, burst: 10, windowMs: 34_000 }) // 1 a second
  const empty = { level: 0, reserved: 0 }
  expect(untilNextCallMs([{ window: fast, ...empty }])).toBe(100)
  expect(
    untilNextCallMs([
      { window: fast, ...empty },
      { window: slow, ...empty },
    ]),
  ).toBe(1_000)
  expect(untilNextCallMs([{ window: slow, level: 2.5, reserved: 2 }])).toBe(500)
})

test('only background calls leave something behind', () => {
  const window = bucketWindow({ limit: 1_000, windowMs: 60_000 })
  expect(reservedOf(window, { priority: 'background', share: 0.2 })).toBe(20)
  expect(reservedOf(window, { priority: 'interactive', share: 0.2 })).toBe(0)
})
