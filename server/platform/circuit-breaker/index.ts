export type { CircuitRules } from './circuit.js'
export { circuitBreaker, type CircuitBreaker, type CircuitHealth } from './circuit-breaker.js'
