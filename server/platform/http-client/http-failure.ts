export type HttpFailureKind =
  /** Refused, unknown host, no connection in time: the request surely did not arrive. */
  | 'unreachable'
  /** No whole answer in time: it may have arrived. */
  | 'timeout'
  /** The connection broke, or the answer was over its limit: it may have arrived. */
  | 'cut'

/** No usable answer to an HTTP call. */
export class HttpFailure extends Error {
  readonly kind: HttpFailureKind

  constructor(kind: HttpFailureKind, api: string, cause?: unknown) {
    super(`${api}: ${kind}`, { cause })
    this.name = 'HttpFailure'
    this.kind = kind
  }
}

/** Errors that happen before a byte of the request is sent. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_HAS_EXPIRED',
  'UND_ERR_CONNECT_TIMEOUT',
])

const MAX_CAUSES = 5

/** Sorts an error of the HTTP library; one that is not known counts as `cut`, the careful answer. */
export function kindOf(error: unknown, depth = 0): Exclude<HttpFailureKind, 'timeout'> {
  // By its fields, not by its class: errors of Node itself have another `Error` under jest.
  if (typeof error !== 'object' || error === null || depth > MAX_CAUSES) {
    return 'cut'
  }
  const { code, errors, cause } = error as Readonly<Record<string, unknown>>
  // Node joins the attempts of several addresses; unreachable only when each of them was.
  if (Array.isArray(errors) && errors.length > 0) {
    return errors.every((one) => kindOf(one, depth + 1) === 'unreachable') ? 'unreachable' : 'cut'
  }
  return NOT_SENT.has(String(code)) ? 'unreachable' : kindOf(cause, depth + 1)
}
