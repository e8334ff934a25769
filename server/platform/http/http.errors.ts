import { defineErrors } from '../errors/index.js'

/** Codes of the transport and of the platform folders; modules add their own tables. */
export const httpErrors = defineErrors({
  'request-invalid': { status: 400, title: 'The request does not match its schema' },
  'body-malformed': { status: 400, title: 'The body is not what its content type says' },
  'cursor-invalid': { status: 400, title: 'The cursor was not made by this API' },
  'bearer-missing': { status: 401, title: 'An Authorization: Bearer header is needed' },
  'not-logged-in': { status: 401, title: 'Log in first' },
  'customer-token-invalid': { status: 401, title: 'The customer token is unknown or expired' },
  'api-key-invalid': { status: 401, title: 'The API key is unknown or revoked' },
  'not-allowed': { status: 403, title: 'The operator lacks a permission' },
  'scope-missing': { status: 403, title: 'The API key lacks a scope' },
  'csrf-header-missing': { status: 403, title: 'State-changing requests need x-huike-csrf: 1' },
  'foreign-page': { status: 403, title: 'Only our own pages may change something here' },
  'not-found': { status: 404, title: 'Nothing is here' },
  'body-too-large': { status: 413, title: 'The body is larger than this route takes' },
  'media-type-unsupported': { status: 415, title: 'The content type is not taken here' },
  'request-refused': { status: 400, title: 'The request cannot be handled' },
  'too-many-requests': { status: 429, title: 'Too many requests', retriable: true },
  'internal-error': { status: 500, title: 'Something is broken on our side' },
  'transaction-conflict': { status: 503, title: 'Others keep changing this', retriable: true },
  'commit-outcome-unknown': { status: 503, title: 'The outcome is unknown', retriable: true },
  'store-unavailable': { status: 503, title: 'The database cannot be reached', retriable: true },
})
