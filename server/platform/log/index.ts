import pino, { type DestinationStream, type Logger } from 'pino'
import { errorFields } from './error-fields.js'
import { scrubber } from './scrub.js'

export type Log = Logger

type Options = Readonly<{
  level: string
  /** Standard output unless told; tests read what was written. */
  destination?: DestinationStream
  /** Values of the configuration that no line may hold. */
  secrets?: readonly string[]
}>

/** Names whose values never reach a log line, at any of the first levels of an object. */
const SECRET_NAMES = [
  'authorization',
  'cookie',
  'password',
  'secret',
  'token',
  'access_token',
  'session_key',
  'sessionKey',
  'ticket',
  'apiKey',
  'privateKey',
  'apiV3Key',
  'phone',
  'phones',
  'mobile',
  'plaintext',
  'payload',
  'code_verifier',
]
const PARENTS = ['', '*.', '*.*.']

/** The one logger of a process: JSON lines, secrets and personal data replaced by `[hidden]`. */
export function createLog({ level, destination, secrets }: Options): Log {
  const options = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: {
      paths: PARENTS.flatMap((parent) => SECRET_NAMES.map((name) => `${parent}${name}`)),
      censor: '[hidden]',
    },
    serializers: { err: errorFields, error: errorFields, req: requestFields },
    hooks: { streamWrite: scrubber(secrets) },
  }
  return pino(options, destination ?? standardOutput())
}

/**
 * Standard output, until nobody reads it any more: then lines are lost, and the process goes on and can end. The stream
 * itself would try a broken pipe for ever, at the end of the process too.
 */
function standardOutput(): DestinationStream {
  const stream = pino.destination({ dest: 1, sync: true })
  const lost = () => {
    const silent = { write: () => true, flush: nothing, flushSync: nothing, end: nothing }
    Object.assign(stream, silent, { destroy: nothing })
    stream.removeAllListeners('error')
    stream.on('error', nothing)
  }
  stream.prependListener('error', lost)
  return stream
}

const nothing = () => undefined

/** Of a whole request only its method and address; the query is taken off with every other one. */
function requestFields(request: Readonly<{ method?: unknown; url?: unknown }>) {
  return { method: String(request.method), url: String(request.url) }
}
