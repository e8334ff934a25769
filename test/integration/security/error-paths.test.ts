import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { access } from '../../../server/platform/http/index.js'
import { createLog } from '../../../server/platform/log/index.js'
import { createMetrics } from '../../../server/platform/metrics/index.js'
import { memoryLog, testApp } from '../../support/app.js'
import { addressOf, bearer, declared, OWN_PAGE, useHouse, type Headers } from './house.js'

const { log, lines } = memoryLog('trace')
const house = useHouse({ suffix: '_error_paths', log })

const PHONE = '13912345678'
const SPELLINGS = [PHONE, '139 1234 5678', '139-1234-5678', `+86${PHONE}`]
const SECRET = 'canary-7f3e9a-do-not-write'
const MENTIONS = /139[- ]?1234[- ]?5678|canary-7f3e9a/

const query = new URLSearchParams({
  ...{ phone: PHONE, access_token: SECRET, code: SECRET, msg_signature: SECRET, secret: SECRET },
  ...{ cursor: SECRET, search: `+86${PHONE}`, echostr: SECRET, nonce: SECRET, timestamp: '1' },
}).toString()
const BODIES: readonly (readonly [string, string])[] = [
  [
    'application/json',
    JSON.stringify({ phone: PHONE, password: SECRET, deep: [{ a: SPELLINGS }] }),
  ],
  ['application/json', `{"phone":"${PHONE}","token":"${SECRET}`],
  ['application/json', JSON.stringify({ events: [{ id: SECRET, data: { phone: PHONE } }] })],
  [
    'application/json',
    JSON.stringify({ [PHONE]: SECRET, username: PHONE, code: SECRET, state: 'x' }),
  ],
  ['text/plain', `${PHONE} ${SECRET}`],
  ['text/xml', `<xml><Mobile>${PHONE}</Mobile><Encrypt>${SECRET}</Encrypt></xml>`],
  ['multipart/form-data; boundary=b', `--b\r\n${PHONE} ${SECRET}\r\n--b--`],
]

let answers: { door: string; status: number; text: string }[]
beforeAll(async () => {
  const { app, system, logIn } = house.now
  const person = await system.control.addPerson({ name: '小满', phone: PHONE })
  const code = await system.control.loginCode(person.personId)
  const entered = await house.now.ask('POST', '/mini/v1/sessions', { payload: { code } })
  const { token } = entered.json<{ token: string }>()
  const callers: Headers[] = [
    {},
    await logIn(),
    bearer(system.openApiKey),
    bearer(token),
    { ...OWN_PAGE, ...bearer(SECRET), cookie: `huike_session=${SECRET}`, 'x-request-id': PHONE },
  ]
  answers = []
  // Log-out comes last: it would end the session of who asks.
  const doors = declared(house.now).filter((door) => door !== 'DELETE /api/session')
  for (const door of [...doors, 'GET /nowhere/:x', 'DELETE /open/v1/:x']) {
    const { method, url } = addressOf(door.replace(/:\w+/, PHONE))
    for (const headers of callers) {
      for (const [type, payload] of method === 'GET' ? [['', '']] : BODIES) {
        const typed = type === '' ? {} : { 'content-type': type }
        const own = { ...headers, ...typed, 'x-forwarded-for': '10.7.7.7' }
        const answer = await app.inject({
          ...{ method: method as 'POST', url: `${url}?${query}&timeoutMs=0`, headers: own },
          ...(type === '' ? {} : { payload }),
        })
        answers.push({ door, status: answer.statusCode, text: answer.body })
      }
    }
  }
}, 180_000)

// Guarantee: whatever goes wrong at whatever route, the log holds no number, no token, no code and no content.
test('no line of the log mentions what was in addresses, headers or bodies', () => {
  expect(answers.length).toBeGreaterThan(500)
  const found = lines().filter((line) => MENTIONS.test(line) || line.includes(PHONE))
  expect(found.slice(0, 3)).toEqual([])
  expect(lines().filter((line) => line.includes('request refused')).length).toBeGreaterThan(200)
})

test('nothing of it was answered with a 5xx', () => {
  expect(answers.filter(({ status }) => status >= 500)).toEqual([])
})

// Guarantee: a problem document helps who sent the request, and repeats no value of it: it may end in another log.
test('no problem document repeats a value that was sent', () => {
  const KEY_NAMES = /Unrecognized key/ // tells which field is too much, and that field was called like a number
  const repeating = answers.filter(
    ({ status, text }) => status >= 400 && MENTIONS.test(text.replaceAll(PHONE_AS_ID, '')),
  )
  const shown = repeating.filter(({ text }) => !KEY_NAMES.test(text))
  expect(shown.slice(0, 3)).toEqual([])
})
/** The caller's own request id comes back to the caller. */
const PHONE_AS_ID = new RegExp(`"requestId":"${PHONE}"`, 'g')

test('the metrics mention none of it either', async () => {
  const { body } = await house.now.app.inject('/metrics')
  expect(body).toContain('huike_http_answer_seconds_count')
  expect(body).not.toMatch(MENTIONS)
  expect(body).not.toContain('/nowhere')
})

// Guarantee: a bug that throws a sentence full of secrets tells nobody: not the caller, not the log, not the metrics.
test('an unhandled error with secrets in its message stays between us and its code', async () => {
  const written: string[] = []
  const destination = { write: (line: string) => void written.push(line) }
  const broken: FastifyPluginAsyncZod = async (scope) => {
    scope.get('/broken', { config: { access: access.public } }, () => {
      const url = `https://qyapi.weixin.qq.com/cgi-bin/gettoken?corpsecret=${SECRET}`
      const cause = Object.assign(new Error(`${url} for ${PHONE}`), { config: { token: SECRET } })
      throw Object.assign(new Error(`cannot send ${SECRET} to +86${PHONE}`, { cause }), {
        request: { body: { phone: PHONE } },
      })
    })
  }
  const metrics = createMetrics()
  const app = await testApp({
    plugins: [broken],
    metrics,
    log: createLog({ level: 'trace', destination, secrets: [SECRET] }),
  })
  const answer = await app.inject(`/broken?phone=${PHONE}&token=${SECRET}`)
  const text = (await app.inject('/metrics')).body
  await app.close()
  expect(answer.json()).toMatchObject({ status: 500, code: 'internal-error' })
  expect(answer.json()).not.toHaveProperty('detail')
  for (const where of [answer.body, written.join(''), text]) {
    expect(where).not.toMatch(MENTIONS)
  }
  expect(written.join('')).toContain('cannot send [hidden] to [phone]')
})
