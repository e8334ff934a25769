import { DEEDS } from './deeds.js'
import { addressOf, useHouse, type Headers } from './house.js'

const house = useHouse({ suffix: '_csrf' })

/** Every changing route of the console; `audit.test.ts` keeps the table complete. */
const CHANGING = Object.keys(DEEDS)
const EVIL = 'https://evil.example'

let admin: Headers
let cookieOnly: Headers
beforeAll(async () => {
  admin = await house.now.logIn()
  cookieOnly = { cookie: admin.cookie ?? '' }
})

const send = (method: string, url: string, headers: Headers, payload = '{}') =>
  house.now.app.inject({ method: method as 'POST', url, headers, payload })
const codeOf = (answer: Awaited<ReturnType<typeof send>>) => ({
  status: answer.statusCode,
  code: answer.json<{ code: string }>().code,
})

const entries = () => house.now.system.deps.db.collection('audit_entries').countDocuments()

// Guarantee: another site cannot make the browser of a logged-in operator change anything, however it dresses the request.
describe.each(CHANGING)('%s', (door) => {
  const { method, url } = addressOf(door)
  const missing = { status: 403, code: 'csrf-header-missing' }

  test('is refused as a form or a text, the kinds that a foreign page may send unasked', async () => {
    const before = await entries()
    for (const type of [
      'application/x-www-form-urlencoded',
      'text/plain',
      'multipart/form-data; boundary=b',
      'application/json',
    ]) {
      const headers = { ...cookieOnly, origin: EVIL, 'content-type': type }
      expect({ type, ...codeOf(await send(method, url, headers)) }).toEqual({ type, ...missing })
    }
    expect(await entries()).toBe(before)
  })

  test('is refused under any spelling of its address', async () => {
    const spellings = [
      url.replace('/api/', '/%61pi/'),
      url.replace('/api/', '/ap%69/'),
      url.replace('/api/', '/%61%70%69/'),
      `${url}?x-huike-csrf=1`,
      `${url}?_method=GET`,
    ]
    for (const spelling of spellings) {
      const headers = { ...cookieOnly, 'content-type': 'application/json' }
      expect({ spelling, ...codeOf(await send(method, spelling, headers)) }).toEqual({
        spelling,
        ...missing,
      })
    }
  })

  test.each(['cross-site', 'same-site'])('is refused when the browser says %s', async (site) => {
    const headers = { ...admin, 'sec-fetch-site': site, 'content-type': 'application/json' }
    const answer = codeOf(await send(method, url, headers))
    expect(answer).toEqual({ status: 403, code: 'foreign-page' })
  })

  test('passes this door from our own page, as the browser tells it', async () => {
    const own = await house.now.logIn()
    const headers = { ...own, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' }
    const { statusCode, body } = await send(method, url, headers)
    expect({ body, refused: statusCode === 403 }).toEqual({ body, refused: false })
  })
})

// Guarantee: the header cannot be sent by a foreign page, because nobody lets it ask for that.
test.each(CHANGING)('%s gives no foreign page leave to send our header', async (door) => {
  const { url, method } = addressOf(door)
  const asking = { origin: EVIL, 'access-control-request-method': method }
  const headers = { ...asking, 'access-control-request-headers': 'x-huike-csrf' }
  const answer = await send('OPTIONS', url, headers, '')
  expect(answer.statusCode).toBe(404)
  const allowed = Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))
  expect(allowed).toEqual([])
})

test('no reading route of the console changes anything by being called', async () => {
  const before = await entries()
  const reading = house.now.app.declaredRoutes.filter(
    ({ method, url }) => method === 'GET' && url.startsWith('/api/'),
  )
  expect(reading.length).toBeGreaterThan(20)
  for (const { url } of reading) {
    await send('GET', addressOf(`GET ${url}`).url, cookieOnly, '')
  }
  expect(await entries()).toBe(before)
})
