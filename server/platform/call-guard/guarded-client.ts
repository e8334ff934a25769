import type { CircuitBreaker } from '../circuit-breaker/index.js'
import {
  CallHeld,
  HttpFailure,
  type HeldReason,
  type HttpAnswer,
  type HttpCall,
  type HttpClient,
  type Reaction,
} from '../http-client/index.js'
import type { CallBudget, Priority } from '../rate-budget/index.js'

/** How long an API is left alone after the platform refused a call as too frequent. */
export type Pause = Readonly<{ firstMs: number; longestMs: number }>

/** What a platform's error codes mean for whoever guards its calls; given by its integration. */
export type CodeRules = Readonly<{
  reactionTo(code: string, api: string): Reaction
  /** Null: the code asks for no pause. */
  pauseAfter(code: string): Pause | null
}>

export type ConfigAlarm = Readonly<{ platform: string; api: string; code: string }>
export type HeldCall = Readonly<{ platform: string; api: string; reason: HeldReason }>

type Deps = Readonly<{
  platform: string
  http: HttpClient
  circuit: CircuitBreaker
  budget: CallBudget
  priority: Priority
  rules: CodeRules
  /** The platform refuses our settings: somebody must be told. */
  onConfigError(alarm: ConfigAlarm): void
  onHeld(call: HeldCall): void
  /** The store failed while something was noted about an answer; the answer itself counts. */
  onError(error: unknown): void
}>

const SERVER_ERROR = 500

/**
 * A client that keeps within the platform's limits and leaves it alone while it does not answer. Throws `CallHeld` at once
 * in place of a call: nobody waits here, since the caller may hold a lease.
 */
export function guardedClient(deps: Deps): HttpClient {
  const { platform, http, circuit, budget, priority, rules } = deps

  function hold(api: string, held: { reason: HeldReason; retryAfterMs: number }): CallHeld {
    deps.onHeld({ platform, api, reason: held.reason })
    return new CallHeld(api, held)
  }

  /** The budget is asked before the circuit: a try that the budget refuses would be a try for nothing. */
  async function enter(api: string) {
    const openMs = circuit.isOpenForMs()
    if (openMs > 0) {
      throw hold(api, { reason: 'circuit-open', retryAfterMs: openMs })
    }
    const taken = await budget.take(api, priority)
    if (!taken.ok) {
      throw hold(api, taken)
    }
    const permit = circuit.enter()
    if (!permit.admitted) {
      throw hold(api, { reason: 'circuit-open', retryAfterMs: permit.retryAfterMs })
    }
    return permit
  }

  async function learnFrom(call: HttpCall, answer: HttpAnswer): Promise<void> {
    const code = call.readCode?.(answer)
    if (code === undefined) {
      return
    }
    const pause = rules.pauseAfter(code)
    if (pause !== null) {
      await budget.close(call.api, pause).catch(deps.onError)
    }
    if (rules.reactionTo(code, call.api) === 'config') {
      deps.onConfigError({ platform, api: call.api, code })
    }
  }

  return {
    async send(call) {
      const permit = await enter(call.api)
      try {
        const answer = await http.send(call)
        permit.end(answer.status >= SERVER_ERROR ? 'failed' : 'answered')
        await learnFrom(call, answer)
        return answer
      } catch (error) {
        if (error instanceof HttpFailure) {
          permit.end('failed')
        }
        throw error
      }
    },
    async open(call) {
      const permit = await enter(call.api)
      try {
        const answer = await http.open(call)
        permit.end(answer.status >= SERVER_ERROR ? 'failed' : 'answered')
        return answer
      } catch (error) {
        if (error instanceof HttpFailure) {
          permit.end('failed')
        }
        throw error
      }
    },
    close: () => http.close(),
  }
}
