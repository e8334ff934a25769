import pino, { type DestinationStream, type Logger } from 'pino'
import { errorFields } from './error-fields.js'

export type Log = Logger

type Options = Readonly<{
  level: string
  /** Standard output unless told; tests read what was written. */
  destination?: DestinationStream
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
export function createLog({ level, destination }: Options): Log {
  const options = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: {
      paths: PARENTS.flatMap((parent) => SECRET_NAMES.map((name) => `${parent}${name}`)),
      censor: '[hidden]',
    },
    serializers: { err: errorFields },
  }
  return destination === undefined ? pino(options) : pino(options, destination)
}
