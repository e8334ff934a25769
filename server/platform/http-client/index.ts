export { CallFailed } from './call-failed.js'
export { httpClient, type HttpAnswer, type HttpClient } from './http-client.js'
export { HttpFailure } from './http-failure.js'
