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

/** Sorts an error of the HTTP library; one that is not known counts as `cut`, the careful answer. */
export function kindOf(error: unknown): Exclude<HttpFailureKind, 'timeout'> {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; depth += 1) {
    if ('code' in cause && NOT_SENT.has(String(cause.code))) {
      return 'unreachable'
    }
    // Node joins the attempts of several addresses; unreachable only when each of them was.
    if (cause instanceof AggregateError && cause.errors.length > 0) {
      return cause.errors.every((one) => kindOf(one) === 'unreachable') ? 'unreachable' : 'cut'
    }
    cause = cause.cause
  }
  return 'cut'
}
