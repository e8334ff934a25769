export type CallOutcome =
  /** Answered, and the platform did what was asked. */
  | 'ok'
  /** Answered with an error of the platform; `code` says which. */
  | 'refused'
  /** Surely not arrived. */
  | 'unreachable'
  /** No answer in time, or the connection broke: it may have arrived. */
  | 'timeout'
  | 'cut'

/** One call to a platform. Names and codes only: no token, phone, openid, query or body ever stands in it. */
export type CallRecord = Readonly<{
  platform: string
  /** The API as its documents name it: `externalcontact/get`. */
  api: string
  at: Date
  durationMs: number
  outcome: CallOutcome
  /** The platform's error code, or the HTTP status when it gave none. */
  code?: string
  /** The platform's own id of the call, which its support asks for. */
  requestId?: string
}>

export type CallLog = { record(call: CallRecord): void }

type Log = { debug(fields: object, message: string): void }

const RING_SIZE = 500

/** Keeps the last calls of this process in memory, for the console, and writes each to the log at `debug`. */
export function ringCallLog({ log, size = RING_SIZE }: { log: Log; size?: number }) {
  const ring: CallRecord[] = []
  return {
    record(call: CallRecord): void {
      const masked = mask(call)
      ring.push(masked)
      if (ring.length > size) {
        ring.shift()
      }
      log.debug({ call: masked }, 'platform called')
    },
    /** Newest first, at most `size`. */
    recent(): readonly CallRecord[] {
      return ring.toReversed()
    },
  }
}

const MAX_WORD = 100

/**
 * The last line of defence: callers pass names, but a path with its query (token, code) or a whole answer in the
 * wrong place must not reach the log either.
 */
function mask(call: CallRecord): CallRecord {
  return {
    ...call,
    api: word(call.api) ?? '',
    ...(call.code === undefined ? {} : { code: word(call.code) }),
    ...(call.requestId === undefined ? {} : { requestId: word(call.requestId) }),
  }
}

function word(text: string): string | undefined {
  return /^[\w\-./:]*/.exec(text)?.[0].slice(0, MAX_WORD)
}
