import fc from 'fast-check'
import {
  admit,
  NEW_CIRCUIT,
  settle,
  type CallResult,
  type Circuit,
  type CircuitRules,
} from '../../../server/platform/circuit-breaker/circuit.js'

const rules: CircuitRules = {
  threshold: 3,
  windowMs: 10_000,
  firstOpenMs: 500,
  longestOpenMs: 5_000,
  probeMs: 10_000,
}

/** A call that is admitted and ends at once; a refused one changes nothing. */
function call(circuit: Circuit, result: CallResult, nowMs: number): Circuit {
  const admission = admit(circuit, nowMs, rules)
  return admission.admitted
    ? settle(admission.circuit, { epoch: admission.circuit.epoch, result, nowMs }, rules)
    : admission.circuit
}
const after = (results: readonly CallResult[], nowMs = 0) =>
  results.reduce((circuit, result) => call(circuit, result, nowMs), NEW_CIRCUIT)
const OPEN = after(['failed', 'failed', 'failed'])

test('given three failures in a row, then no call is made for half a second', () => {
  expect(OPEN).toMatchObject({ state: 'open', untilMs: 500 })
  expect(admit(OPEN, 100, rules)).toMatchObject({ admitted: false, retryAfterMs: 400 })
})

test('given an answer in between, then the row begins anew', () => {
  const mixed = after(['failed', 'failed', 'answered', 'failed', 'failed'])
  expect(mixed.state).toBe('closed')
})

test('given failures that are far apart, then they are no row', () => {
  const first = call(call(NEW_CIRCUIT, 'failed', 0), 'failed', 1_000)
  expect(call(first, 'failed', 11_500).state).toBe('closed')
})

test('given a pause that is over, then one call tries and the others wait for it', () => {
  const trying = admit(OPEN, 500, rules)
  expect(trying).toMatchObject({ admitted: true, circuit: { state: 'half-open' } })
  expect(admit(trying.circuit, 501, rules)).toMatchObject({ admitted: false, retryAfterMs: 250 })
})

test('given a try that succeeds, then everybody may call again', () => {
  expect(call(OPEN, 'answered', 500)).toMatchObject({ state: 'closed', failures: 0 })
})

test('given tries that fail, then each pause is twice as long, up to the longest', () => {
  let circuit: Circuit = OPEN
  const pauses: number[] = []
  for (let tries = 0; tries < 6; tries += 1) {
    const nowMs = circuit.state === 'open' ? circuit.untilMs : 0
    circuit = call(circuit, 'failed', nowMs)
    pauses.push(circuit.state === 'open' ? circuit.pauseMs : -1)
  }
  expect(pauses).toEqual([1_000, 2_000, 4_000, 5_000, 5_000, 5_000])
})

test('given a try that never comes back, then another one is made', () => {
  const lost = admit(OPEN, 500, rules)
  expect(admit(lost.circuit, 10_500, rules).admitted).toBe(true)
})

test('given calls that began before the circuit opened, then their end says nothing', () => {
  const stale = { epoch: NEW_CIRCUIT.epoch, nowMs: 100 }
  expect(settle(OPEN, { ...stale, result: 'answered' }, rules)).toBe(OPEN)
  const trying = admit(OPEN, 500, rules).circuit
  expect(settle(trying, { ...stale, result: 'failed' }, rules)).toBe(trying)
})

const history = fc.array(
  fc.record({
    waitMs: fc.integer({ min: 0, max: 20_000 }),
    result: fc.constantFrom<CallResult>('answered', 'failed'),
  }),
  { maxLength: 40 },
)
type History = readonly { waitMs: number; result: CallResult }[]

/** Every state that a circuit passes through, with the moment. */
function passed(calls: History) {
  let [circuit, nowMs]: [Circuit, number] = [NEW_CIRCUIT, 0]
  return calls.map(({ waitMs, result }) => {
    nowMs += waitMs
    circuit = call(circuit, result, nowMs)
    return { circuit, nowMs }
  })
}

// Guarantee: a platform that answers again is called again, whatever happened before: nothing stays open for good.
test('after any history, a platform that answers is reached within the longest pause', () => {
  fc.assert(
    fc.property(history, (calls) => {
      const last = passed(calls).at(-1)
      const [before, nowMs] = [last?.circuit ?? NEW_CIRCUIT, last?.nowMs ?? 0]
      const later = nowMs + rules.longestOpenMs
      expect(admit(before, later, rules).admitted).toBe(true)
      expect(call(before, 'answered', later).state).toBe('closed')
    }),
  )
})

// Guarantee: a platform that answers is never left alone.
test('only a whole row of failures opens it', () => {
  fc.assert(
    fc.property(history, (calls) => {
      const firstOpen = passed(calls).findIndex(({ circuit }) => circuit.state !== 'closed')
      fc.pre(firstOpen !== -1)
      const row = calls.slice(0, firstOpen + 1).slice(-rules.threshold)
      expect(row.map(({ result }) => result)).toEqual(Array(rules.threshold).fill('failed'))
    }),
  )
})

test('the pause never leaves its bounds, and the epoch never goes back', () => {
  fc.assert(
    fc.property(history, (calls) => {
      let epoch = 0
      for (const { circuit } of passed(calls)) {
        expect(circuit.epoch).toBeGreaterThanOrEqual(epoch)
        epoch = circuit.epoch
        const pauseMs = circuit.state === 'closed' ? rules.firstOpenMs : circuit.pauseMs
        expect(pauseMs).toBeGreaterThanOrEqual(rules.firstOpenMs)
        expect(pauseMs).toBeLessThanOrEqual(rules.longestOpenMs)
      }
    }),
  )
})
