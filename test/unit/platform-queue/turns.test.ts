import fc from 'fast-check'
import { turnsByKey } from '../../../server/platform/queue/index.js'

type Job = Readonly<{ keys: readonly string[]; fails: boolean }>
const jobs = fc.array(
  fc.record({
    keys: fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 4 }),
    fails: fc.boolean(),
  }),
  { maxLength: 12 },
)

// Guarantee: of those who share a key never two work at once, everybody comes to their end, whoever failed before them.
test('one at a time per key, and nobody waits for ever', async () => {
  const allThrough = fc.asyncProperty(jobs, fc.scheduler(), async (wanted: Job[], scheduler) => {
    const inTurn = turnsByKey()
    const busy = new Set<string>()
    const ends = wanted.map(({ keys, fails }, n) =>
      inTurn(keys, async () => {
        const own = [...new Set(keys)]
        expect(own.filter((key) => busy.has(key))).toEqual([])
        own.forEach((key) => busy.add(key))
        await scheduler.schedule(Promise.resolve())
        own.forEach((key) => busy.delete(key))
        if (fails) {
          throw new Error('failed')
        }
        return n
      }).catch((error: unknown) => (error instanceof Error ? error.message : 'unknown')),
    )
    const all = Promise.all(ends)
    await scheduler.waitFor(all)
    expect(await all).toEqual(wanted.map(({ fails }, n) => (fails ? 'failed' : n)))
  })
  await fc.assert(allThrough)
})

test('those of one key come in the order in which they asked', async () => {
  const inTurn = turnsByKey()
  const came: number[] = []
  await Promise.all(
    Array.from({ length: 5 }, (_, n) =>
      inTurn(['a'], () => Promise.resolve().then(() => void came.push(n))),
    ),
  )
  expect(came).toEqual([0, 1, 2, 3, 4])
})

test('other keys do not wait', async () => {
  const inTurn = turnsByKey()
  let end = (): void => undefined
  const held = inTurn(['a'], () => new Promise<void>((resolve) => (end = resolve)))
  expect(await inTurn(['b'], () => Promise.resolve('through'))).toBe('through')
  end()
  await held
})
