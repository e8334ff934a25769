export { access, type Access, type Authenticators } from './access.js'
export { enforceAccess, CSRF_HEADER, type DeclaredRoute } from './access-hook.js'
export { answers, NO_CONTENT } from './answers.js'
export { BODY_LIMIT, rawBodies } from './bodies.js'
export type { CustomerCaller, OpenApiCaller, OperatorCaller } from './callers.js'
export { documentRoutes } from './documentation.js'
export { answerProblems } from './error-handler.js'
export { serveHealth, type Readiness } from './health.js'
export {
  GUESSABLE,
  limitRates,
  REQUESTS_PER_MINUTE,
  type RequestsPerMinute,
} from './limits.js'
export { orProblem } from './or-problem.js'
export { builtPages, inlineScriptSources, servePages, type Page } from './pages.js'
export { observeRequests, requestIdOf } from './request-log.js'
export { setSecurityHeaders } from './security-headers.js'
