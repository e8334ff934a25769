const MAX_CAUSES = 4

type ErrorFields = {
  type: string
  code?: string
  message: string
  stack?: string
  cause?: ErrorFields
}

/**
 * What a log line holds of an error: never its other fields, which carry requests, documents and answers of platforms.
 * What its sentences hold is looked through with the whole line (scrub.ts).
 */
export function errorFields(error: unknown, depth = 0): ErrorFields {
  if (!(error instanceof Error)) {
    return { type: typeof error, message: String(error) }
  }
  const { code } = error as { code?: unknown }
  return {
    type: error.name,
    ...(code === undefined ? {} : { code: String(code) }),
    message: error.message,
    ...(error.stack === undefined ? {} : { stack: error.stack }),
    ...(error.cause === undefined || depth >= MAX_CAUSES
      ? {}
      : { cause: errorFields(error.cause, depth + 1) }),
  }
}
