const MAX_CAUSES = 4
// A mobile number of mainland China inside a sentence of some library.
const PHONE = /(?<!\d)1[3-9]\d{9}(?!\d)/g

type ErrorFields = {
  type: string
  code?: string
  message: string
  stack?: string
  cause?: ErrorFields
}

/**
 * What a log line holds of an error: never its other fields, which carry requests, documents and answers of platforms.
 */
export function errorFields(error: unknown, depth = 0): ErrorFields {
  if (!(error instanceof Error)) {
    return { type: typeof error, message: withoutPhones(String(error)) }
  }
  const { code } = error as { code?: unknown }
  return {
    type: error.name,
    ...(code === undefined ? {} : { code: String(code) }),
    message: withoutPhones(error.message),
    ...(error.stack === undefined ? {} : { stack: withoutPhones(error.stack) }),
    ...(error.cause === undefined || depth >= MAX_CAUSES
      ? {}
      : { cause: errorFields(error.cause, depth + 1) }),
  }
}

function withoutPhones(text: string): string {
  return text.replaceAll(PHONE, '[phone]')
}
