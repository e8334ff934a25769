import fc from 'fast-check'
import {
  shortestPath,
  type Reason,
} from '../../../../server/modules/customers/explain/path.domain.js'
import type { IdentifierKey } from '../../../../server/modules/customers/identifier.domain.js'

// Guarantee: whatever is joined has an explanation, it hangs together, and no shorter one exists.

const NOON = new Date('2026-03-01T04:00:00Z')
const key = (n: number): IdentifierKey => `openid:wx1:o${n}`
const SIZE = 12
const anyReason = fc
  .record({
    a: fc.nat(SIZE - 1),
    b: fc.nat(SIZE - 1),
    standing: fc.constantFrom('proved', 'relayed', 'claimed', 'said'),
    day: fc.nat(30),
  })
  .map(({ a, b, standing, day }): Omit<Reason, 'id'> => {
    const at = new Date(NOON.getTime() + day * 86_400_000)
    return { a: key(a), b: key(b), standing: standing as Reason['standing'], at }
  })
const anyReasons = fc
  .array(anyReason, { maxLength: 40 })
  .map((all) => all.map((one, index): Reason => ({ id: `r${index}`, ...one })))

/** The number of steps, found by adding one ring after the other. */
function distance(reasons: readonly Reason[], from: IdentifierKey, to: IdentifierKey) {
  let reached = new Set([from])
  for (let steps = 0; steps <= SIZE; steps += 1) {
    if (reached.has(to)) {
      return steps
    }
    const next = reasons.flatMap(({ a, b }) => [
      ...(reached.has(a) ? [b] : []),
      ...(reached.has(b) ? [a] : []),
    ])
    reached = new Set([...reached, ...next])
  }
  return null
}

test('is as short as can be, and each step begins where the one before ended', () => {
  fc.assert(
    fc.property(anyReasons, fc.nat(SIZE - 1), fc.nat(SIZE - 1), (reasons, x, y) => {
      const [from, to] = [key(x), key(y)]
      const path = shortestPath(reasons, { from, to })
      expect(path?.length ?? null).toBe(distance(reasons, from, to))
      let at = from
      for (const step of path ?? []) {
        expect(step.from).toBe(at)
        expect([step.reason.a, step.reason.b].sort()).toEqual([step.from, step.to].sort())
        at = step.to
      }
      expect(path === null || at === to).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test('is the same for any order of the reasons', () => {
  fc.assert(
    fc.property(
      anyReasons.chain((reasons) =>
        fc.tuple(fc.constant(reasons), fc.shuffledSubarray(reasons, { minLength: reasons.length })),
      ),
      ([reasons, shuffled]) => {
        const ends = { from: key(0), to: key(1) }
        expect(shortestPath(shuffled, ends)).toEqual(shortestPath(reasons, ends))
      },
    ),
    { numRuns: 300 },
  )
})

test('between two ways of one length it tells the one that WeChat proved', () => {
  const at = NOON
  const reasons: Reason[] = [
    { id: 'claimed', a: key(1), b: key(2), standing: 'claimed', at },
    { id: 'proved', a: key(1), b: key(2), standing: 'proved', at },
  ]
  const path = shortestPath(reasons, { from: key(1), to: key(2) })
  expect(path?.map(({ reason }) => reason.id)).toEqual(['proved'])
})
