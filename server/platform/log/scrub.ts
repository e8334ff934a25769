/*
 * The last line of defence: no caller means to log a secret, but a library puts an address with its query into a message,
 * a driver the value that was there twice, a caller a phone number into a path. So every line is looked through as text,
 * just before it is written.
 */

const HIDDEN = '[hidden]'
const MIN_SECRET_CHARS = 8

const SECRET_NAMES = [
  'password',
  'secret',
  'token',
  'cookie',
  'authorization',
  'session_?key',
  'api_?key',
  'private_?key',
  'aes_?key',
  'ticket',
  'phone',
  'mobile',
  'plaintext',
  'payload',
  'signature',
  'pay_?sign',
  'code_?verifier',
].join('|')

type Rule = readonly [pattern: RegExp, replacement: string]

const RULES: readonly Rule[] = [
  // A field by its name, however deep.
  [new RegExp(`("\\w*(?:${SECRET_NAMES})\\w*":)"(?:[^"\\\\]|\\\\.)*"`, 'gi'), `$1"${HIDDEN}"`],
  // Every query string: they hold tokens, codes, signatures and phone numbers.
  [/(\/[\w\-./:%]*)\?[^\s"\\'#<>]*=[^\s"\\'<>]*/g, `$1?${HIDDEN}`],
  [/\b(Bearer|Basic) +[\w\-.~+/=]+/gi, `$1 ${HIDDEN}`],
  [/\b(huike_\w+)=[^;\s"\\]+/g, `$1=${HIDDEN}`],
  [/(:\/\/)[^\s/@"\\]+@/g, `$1${HIDDEN}@`],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----.*?-----END [A-Z ]*PRIVATE KEY-----/gs, HIDDEN],
  // What MongoDB says of a value that a unique index refused.
  [/dup key: \{[^}]*\}/g, 'dup key: {}'],
  // A mobile number of mainland China: as a number of its own the line stays JSON, else inside some text.
  [/(?<=":|\[|,)(?:86)?1[3-9]\d{9}(?=[,}\]])/g, '"[phone]"'],
  [/(?<![\w.])(?:\+?86[- ]?|%2B86)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g, '[phone]'],
  [/(?<!\d)1[3-9]\d{9}(?!\d)/g, '[phone]'],
]

/** Takes out of a line what nobody may read: these secrets, whatever looks like one, and phone numbers. */
export function scrubber(secrets: readonly string[] = []): (line: string) => string {
  const exact = exactly(secrets)
  return (line) =>
    RULES.reduce(
      (text, [pattern, replacement]) => text.replace(pattern, replacement),
      exact === null ? line : line.replace(exact, HIDDEN),
    )
}

/** The values as they are, as JSON writes them and as an address does. */
function exactly(secrets: readonly string[]): RegExp | null {
  const spellings = secrets
    .filter((secret) => secret.length >= MIN_SECRET_CHARS)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)])
  const patterns = [...new Set(spellings)]
    .sort((a, b) => b.length - a.length)
    .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return patterns.length === 0 ? null : new RegExp(patterns.join('|'), 'g')
}
