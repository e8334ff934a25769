export { AppError, isRetriable } from './app-error.js'
export { defineErrors, type ErrorEntry, type ErrorTable } from './registry.js'
export { invariant, unreachable } from './invariant.js'
export { ok, refuse, type Refusal, type Result } from './result.js'
