type Options = Readonly<{
  /** Does the same attempt have a chance later? Tells the worker whether to try again. */
  retriable?: boolean
  /** Logged; shown to nobody. */
  cause?: unknown
  /** Shown to the caller when the status is below 500. */
  detail?: string
}>

/** A failure with a code of the registry, thrown because no caller can decide about it on the spot. */
export class AppError extends Error {
  readonly code: string
  readonly retriable: boolean
  readonly detail: string | undefined

  constructor(code: string, { retriable = false, cause, detail }: Options = {}) {
    super(detail === undefined ? code : `${code}: ${detail}`, { cause })
    this.name = 'AppError'
    this.code = code
    this.retriable = retriable
    this.detail = detail
  }
}

/** Unknown errors are retriable: only a code that says so stops the attempts. */
export function isRetriable(error: unknown): boolean {
  return error instanceof AppError ? error.retriable : true
}
