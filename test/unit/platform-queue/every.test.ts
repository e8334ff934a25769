import { every } from '../../../server/platform/queue/index.js'

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

// Guarantee: while the database is silent, looks do not pile up until no connection is left for anything else.
test('a turn that is still under way is not joined by another', async () => {
  let finish: () => void = () => undefined
  let turns = 0
  const loop = every(
    1_000,
    () => {
      turns += 1
      return new Promise<void>((resolve) => (finish = resolve))
    },
    () => undefined,
  )
  await jest.advanceTimersByTimeAsync(60_000)
  expect(turns).toBe(1)
  finish()
  await jest.advanceTimersByTimeAsync(1_000)
  expect(turns).toBe(2)
  loop.stop()
  finish()
  await jest.advanceTimersByTimeAsync(5_000)
  expect(turns).toBe(2)
})

test('a failed turn is told and followed by the next', async () => {
  const errors: unknown[] = []
  const loop = every(
    1_000,
    () => Promise.reject(new Error('away')),
    (error) => errors.push(error),
  )
  await jest.advanceTimersByTimeAsync(3_000)
  loop.stop()
  expect(errors).toHaveLength(3)
})
