import { admit, NEW_CIRCUIT, settle, type CallResult, type CircuitRules } from './circuit.js'

export type CircuitHealth = Readonly<{
  state: 'closed' | 'open' | 'half-open'
  /** How long the platform has been away; 0 while the circuit is closed. */
  awayMs: number
}>

export type Permit =
  | Readonly<{ admitted: true; end(result: CallResult): void }>
  | Readonly<{ admitted: false; retryAfterMs: number }>

export type CircuitBreaker = {
  /** Open, and not yet time for another try. Takes nothing. */
  isOpenForMs(): number
  /** Ask before a call and, when admitted, tell how it ended; a try that is never told counts as lost after a while. */
  enter(): Permit
  health(): CircuitHealth
}

type Options = Readonly<{
  rules: CircuitRules
  /** Milliseconds of this process that only go forward. */
  monotonicMs?: () => number
  onChange?: (health: CircuitHealth) => void
}>

/** The circuit of one platform in this process: a cache of what was seen, which may be lost (architecture.md 4). */
export function circuitBreaker(options: Options): CircuitBreaker {
  const { rules, onChange, monotonicMs = () => performance.now() } = options
  let circuit = NEW_CIRCUIT

  function health(): CircuitHealth {
    const { state, sinceMs } = circuit
    return { state, awayMs: state === 'closed' ? 0 : Math.round(monotonicMs() - sinceMs) }
  }

  function move(next: typeof circuit): void {
    const isChange = next.state !== circuit.state
    circuit = next
    if (isChange) {
      onChange?.(health())
    }
  }

  return {
    isOpenForMs() {
      const admission = admit(circuit, monotonicMs(), rules)
      return admission.admitted ? 0 : admission.retryAfterMs
    },

    enter() {
      const admission = admit(circuit, monotonicMs(), rules)
      move(admission.circuit)
      if (!admission.admitted) {
        return { admitted: false, retryAfterMs: admission.retryAfterMs }
      }
      const { epoch } = admission.circuit
      return {
        admitted: true,
        end: (result) => move(settle(circuit, { epoch, result, nowMs: monotonicMs() }, rules)),
      }
    },

    health,
  }
}
