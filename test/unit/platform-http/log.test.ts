import { createLog } from '../../../server/platform/log/index.js'
import { memoryLog } from '../../support/app.js'

// Guarantee: secrets and personal data never reach a log line, wherever the object has them.
test('names of secrets are hidden at the first levels of an object', () => {
  const { log, lines } = memoryLog()
  const secret = 'value-that-must-not-appear'
  log.info({ token: secret, headers: { authorization: secret }, a: { b: { phone: secret } } }, 'x')
  log.error({ err: Object.assign(new Error('failed'), { password: secret }) }, 'y')
  expect(lines().join('')).not.toContain(secret)
  expect(lines()[0]).toContain('[hidden]')
})

test('a line is JSON with level, ISO time and message', () => {
  const { log, lines } = memoryLog()
  log.warn({ orderId: 'ord_1' }, 'late')
  const line = JSON.parse(lines()[0] ?? '') as Record<string, unknown>
  expect(line).toMatchObject({ level: 'warn', orderId: 'ord_1', msg: 'late' })
  expect(String(line.time)).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
})

const PHONE = '13812345678'
const SECRET = 'a"secret/of+the=configuration'

/** The line that a log with this secret writes, parsed: what is taken out leaves JSON behind. */
function written(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = []
  const destination = { write: (line: string) => void lines.push(line) }
  write(createLog({ level: 'trace', destination, secrets: [SECRET] }))
  lines.forEach((line) => JSON.parse(line) as unknown)
  return lines.join('')
}

// Guarantee: what a library writes into its sentences is held back as well.
test.each([
  ['a phone number in a message', new Error(`duplicate of ${PHONE}`), PHONE],
  ['one with a country code', new Error(`+86${PHONE} and 86${PHONE} and 138 1234 5678`), '1234'],
  ['one in an address', new Error(`GET /open/v1/customers/resolve?phone=${PHONE}`), PHONE],
  [
    'a token in an address',
    new Error('https://api.test/cgi-bin/x?access_token=tkn-1&a=b'),
    'tkn-1',
  ],
  ['a log-in code', new Error('/sns/jscode2session?appid=wx1&js_code=c0de'), 'c0de'],
  ['a bearer key', new Error('sent Authorization: Bearer abc.def-123'), 'abc.def'],
  ['a cookie', new Error('Cookie: huike_session=0123abcd; x=1'), '0123abcd'],
  ['a password of the database', new Error('mongodb://app:pa55@db/huike failed'), 'pa55'],
  ['a refused value', new Error('E11000 dup key: { username: "lin" }'), 'lin'],
  [
    'a private key',
    new Error('-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----'),
    'MIIE',
  ],
  ['a secret of the configuration', new Error(`refused: ${SECRET}`), 'secret/of'],
])('%s stays out of the log', (_what, error, value) => {
  const line = written((log) => log.error({ err: error, error }, error.message))
  expect(line).not.toContain(value)
  expect(line).toMatch(/\[hidden\]|\[phone\]|dup key: \{\}/)
})

test('fields of any depth are held back by their name, phone numbers as numbers too', () => {
  const line = written((log) =>
    log.info({
      a: { b: { c: { d: [{ accessToken: 'deep-value', session_key: 'deep-value' }] } } },
      list: [Number(PHONE), { at: Number(PHONE), x: Number(`86${PHONE}`) }],
      escaped: { wecomSecret: 'deep-value with " and \\' },
      url: `/x?secret=${encodeURIComponent(SECRET)}`,
    }),
  )
  expect(line).not.toMatch(/deep-value|1381234/)
})

test('what is no secret is left as it is', () => {
  const kept = {
    at: 1_763_800_000_000,
    orderId: 'ord_01K9ZQ13812345678901234567',
    path: '/open/v1/customers/resolve',
    code: 'store-unavailable',
    iso: '2026-11-22T09:00:00.000Z',
  }
  const line = written((log) => log.info(kept, 'answered'))
  expect(JSON.parse(line)).toMatchObject(kept)
})
