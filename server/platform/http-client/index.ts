export { CallFailed, type CallEffect } from './call-failed.js'
export {
  httpClient,
  type HttpCall,
  type HttpClient,
  type HttpAnswer,
  type OnCall,
} from './http-client.js'
export { HttpFailure, type HttpFailureKind } from './http-failure.js'
