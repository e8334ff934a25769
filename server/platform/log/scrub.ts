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
const PHONE_LIKE = /1[3-9]\d[- ]?\d{4}/

/** `when`: what a line must hold for the rule to matter. Most lines hold none of it, and looking costs next to nothing. */
type Rule = Readonly<{ when: string | RegExp; pattern: RegExp; to: string }>

const RULES: readonly Rule[] = [
  {
    // A field by its name, however deep.
    when: new RegExp(SECRET_NAMES, 'i'),
    pattern: new RegExp(`("\\w*(?:${SECRET_NAMES})\\w*":)"(?:[^"\\\\]|\\\\.)*"`, 'gi'),
    to: `$1"${HIDDEN}"`,
  },
  {
    // Every query string: they hold tokens, codes, signatures and phone numbers.
    when: '?',
    pattern: /(\/[\w\-./:%]*)\?[^\s"\\'#<>]*=[^\s"\\'<>]*/g,
    to: `$1?${HIDDEN}`,
  },
  { when: /bearer|basic/i, pattern: /\b(Bearer|Basic) +[\w\-.~+/=]+/gi, to: `$1 ${HIDDEN}` },
  { when: 'huike_', pattern: /\b(huike_\w+)=[^;\s"\\]+/g, to: `$1=${HIDDEN}` },
  { when: '@', pattern: /(:\/\/)[^\s/@"\\]+@/g, to: `$1${HIDDEN}@` },
  {
    when: 'PRIVATE KEY',
    pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----.*?-----END [A-Z ]*PRIVATE KEY-----/gs,
    to: HIDDEN,
  },
  // What MongoDB says of a value that a unique index refused.
  { when: 'dup key', pattern: /dup key: \{[^}]*\}/g, to: 'dup key: {}' },
  {
    // A mobile number of mainland China: as a number of its own the line stays JSON, else inside some text.
    when: PHONE_LIKE,
    pattern: /(?<=":|\[|,)(?:86)?1[3-9]\d{9}(?=[,}\]])/g,
    to: '"[phone]"',
  },
  {
    when: PHONE_LIKE,
    pattern: /(?<![\w.])(?:\+?86[- ]?|%2B86)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g,
    to: '[phone]',
  },
  { when: PHONE_LIKE, pattern: /(?<!\d)1[3-9]\d{9}(?!\d)/g, to: '[phone]' },
]

/** Takes out of a line what nobody may read: these secrets, whatever looks like one, and phone numbers. */
export function scrubber(secrets: readonly string[] = []): (line: string) => string {
  const spellings = spelled(secrets)
  return (line) => {
    const cleared = spellings.reduce(
      (text, secret) => (text.includes(secret) ? text.replaceAll(secret, HIDDEN) : text),
      line,
    )
    return RULES.reduce(
      (text, { when, pattern, to }) => (holds(text, when) ? text.replace(pattern, to) : text),
      cleared,
    )
  }
}

function holds(text: string, what: string | RegExp): boolean {
  return typeof what === 'string' ? text.includes(what) : what.test(text)
}

/** The values as they are, as JSON writes them and as an address does; the longest first. */
function spelled(secrets: readonly string[]): string[] {
  const all = secrets
    .filter((secret) => secret.length >= MIN_SECRET_CHARS)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)])
  return [...new Set(all)].sort((a, b) => b.length - a.length)
}
