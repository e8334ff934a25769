import { unreachable } from '../errors/index.js'

/** When to stop calling a platform that does not answer, and when to look again. */
export type CircuitRules = Readonly<{
  /** So many calls in a row without an answer, within `windowMs`, open the circuit. */
  threshold: number
  windowMs: number
  /** The first pause is short, each further one twice as long. */
  firstOpenMs: number
  longestOpenMs: number
  /** A try that has not come back by then does not keep the next one from being made. */
  probeMs: number
}>

type Base = Readonly<{
  /** Grows with every change of state: results of calls that began before it say nothing any more. */
  epoch: number
  /** When the circuit was first opened. */
  sinceMs: number
}>

export type Circuit =
  | (Base & Readonly<{ state: 'closed'; failures: number; firstFailureMs: number }>)
  | (Base & Readonly<{ state: 'open'; untilMs: number; pauseMs: number }>)
  | (Base & Readonly<{ state: 'half-open'; probeUntilMs: number; pauseMs: number }>)

/** `answered`: any answer, also a refusal. `failed`: not reachable, no answer, or a 5xx. */
export type CallResult = 'answered' | 'failed'

type Admission =
  | Readonly<{ admitted: true; circuit: Circuit }>
  | Readonly<{ admitted: false; circuit: Circuit; retryAfterMs: number }>

/** Callers that meet a running try come back this soon. */
const PROBE_WAIT_MS = 250

export const NEW_CIRCUIT: Circuit = {
  state: 'closed',
  epoch: 0,
  sinceMs: 0,
  failures: 0,
  firstFailureMs: 0,
}

/** May a call be made now? When the pause of an open circuit is over, one caller may try. */
export function admit(circuit: Circuit, nowMs: number, rules: CircuitRules): Admission {
  switch (circuit.state) {
    case 'closed':
      return { admitted: true, circuit }
    case 'open':
      return nowMs < circuit.untilMs
        ? { admitted: false, circuit, retryAfterMs: Math.ceil(circuit.untilMs - nowMs) }
        : probing(circuit, nowMs, rules)
    case 'half-open':
      return nowMs < circuit.probeUntilMs
        ? { admitted: false, circuit, retryAfterMs: PROBE_WAIT_MS }
        : probing(circuit, nowMs, rules)
    default:
      return unreachable(circuit)
  }
}

function probing(
  { epoch, sinceMs, pauseMs }: Exclude<Circuit, { state: 'closed' }>,
  nowMs: number,
  { probeMs }: CircuitRules,
): Admission {
  const probeUntilMs = nowMs + probeMs
  const circuit = { state: 'half-open', epoch: epoch + 1, sinceMs, pauseMs, probeUntilMs } as const
  return { admitted: true, circuit }
}

type Settled = Readonly<{
  /** Of the circuit when the call was admitted. */
  epoch: number
  result: CallResult
  nowMs: number
}>

/** The circuit after an admitted call has ended. */
export function settle(circuit: Circuit, call: Settled, rules: CircuitRules): Circuit {
  if (call.epoch !== circuit.epoch) {
    return circuit
  }
  switch (circuit.state) {
    case 'closed':
      return call.result === 'answered'
        ? { ...circuit, failures: 0 }
        : afterFailure(circuit, call.nowMs, rules)
    case 'open':
      return circuit
    case 'half-open':
      return call.result === 'answered'
        ? { ...NEW_CIRCUIT, epoch: circuit.epoch + 1 }
        : opened(circuit, {
            nowMs: call.nowMs,
            sinceMs: circuit.sinceMs,
            pauseMs: Math.min(rules.longestOpenMs, circuit.pauseMs * 2),
          })
    default:
      return unreachable(circuit)
  }
}

function afterFailure(
  circuit: Extract<Circuit, { state: 'closed' }>,
  nowMs: number,
  { threshold, windowMs, firstOpenMs }: CircuitRules,
): Circuit {
  const isFirst = circuit.failures === 0 || nowMs - circuit.firstFailureMs > windowMs
  const failures = isFirst ? 1 : circuit.failures + 1
  return failures >= threshold
    ? opened(circuit, { nowMs, sinceMs: nowMs, pauseMs: firstOpenMs })
    : { ...circuit, failures, firstFailureMs: isFirst ? nowMs : circuit.firstFailureMs }
}

function opened(
  { epoch }: Circuit,
  { nowMs, sinceMs, pauseMs }: { nowMs: number; sinceMs: number; pauseMs: number },
): Circuit {
  return { state: 'open', epoch: epoch + 1, sinceMs, pauseMs, untilMs: nowMs + pauseMs }
}
