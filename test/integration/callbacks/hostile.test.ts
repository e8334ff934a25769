import { useSystem } from '../../support/system.js'
import { payAddress, post, postSealed, stored, wecomEvent } from './senders.js'

const system = useSystem({ suffix: '_hostile' })

const KIB = 1024
const DOORS = ['wecom', 'mini'] as const
const addresses = () => [
  `${system.now.url}/callbacks/wecom`,
  `${system.now.url}/callbacks/mini`,
  payAddress(system.now),
  payAddress(system.now, 'refunds'),
  payAddress(system.now, 'transfers'),
]

/** Every address answers a bare 4xx, within a moment, and stores nothing. */
async function everywhereRefused(body: string, query = ''): Promise<number[]> {
  const before = await stored(system.now)
  const answers = await Promise.all(addresses().map((url) => post(`${url}${query}`, body)))
  expect(answers.map(({ text }) => text)).toEqual(answers.map(() => ''))
  expect(await stored(system.now)).toEqual(before)
  return answers.map(({ status }) => status)
}

const QUERY = '?msg_signature=0&timestamp=0&nonce=0'

test.each([
  ['nothing', ''],
  ['one byte', '\0'],
  ['broken XML', '<xml><Encrypt>'],
  ['broken JSON', '{"Encrypt":'],
  ['JSON that is no object', '[1,2,3]'],
  ['prototype names', '{"__proto__":{"Encrypt":"x"},"constructor":"x"}'],
  ['deep JSON', `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`],
  ['deep XML', `<xml>${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}</xml>`],
])('%s is refused everywhere with a 4xx', async (_what, body) => {
  for (const status of await everywhereRefused(body, QUERY)) {
    expect([400, 401]).toContain(status)
  }
})

// Guarantee: nobody without a key can keep the process busy: what is refused is refused in time linear in its size.
test.each([
  ['CDATA that never ends', '<![CDATA['],
  ['elements that never end', '<a '],
  ['comments that never end', '<!--'],
  ['closing elements', '</a>'],
  ['empty elements', '<a></a>'],
  ['small CDATA', '<![CDATA[x]]>'],
  ['quotes', '{"a":"'],
  ['spaces', ' '],
])('256 KiB of %s are refused at once', async (_what, part) => {
  const body = `<xml>${part.repeat(Math.floor((255 * KIB) / part.length))}`
  const before = process.cpuUsage() // not by the clock: other processes take their time, too
  await everywhereRefused(body, QUERY)
  await everywhereRefused(body.replace('<xml>', ''), QUERY)
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(3_000)
})

test('more than 256 KiB are refused before they are read, with and without a length', async () => {
  const body = `<xml><Encrypt>${'A'.repeat(256 * KIB)}</Encrypt></xml>`
  expect(await everywhereRefused(body, QUERY)).toEqual(addresses().map(() => 413))
  const before = await stored(system.now)
  const chunks = new Blob([body]).stream()
  const answer = await post(addresses()[0] ?? '', chunks).catch(() => ({ status: 413, text: '' }))
  expect(answer).toEqual({ status: 413, text: '' })
  expect(await stored(system.now)).toEqual(before)
})

const ENTITY = '<!DOCTYPE xml [<!ENTITY x "y">]>'
const BOMB = `<!DOCTYPE xml [<!ENTITY a "aaaaaaaaaa">${Array.from(
  { length: 9 },
  (_, n) => `<!ENTITY a${n + 1} "${`&a${n === 0 ? '' : n};`.repeat(10)}">`,
).join('')}]>`
const OUTSIDE = '<!DOCTYPE xml [<!ENTITY x SYSTEM "file:///etc/hostname">]>'

// Genuine envelopes: signature and sealing are right, only the XML holds more than elements and text.
describe.each(DOORS)('a genuine callback of %s', (kind) => {
  test.each([
    ['an entity', ENTITY, '&x;'],
    ['a bomb of entities', BOMB, '&a9;'],
    ['an entity from outside', OUTSIDE, '&x;'],
    ['a bare DOCTYPE', '<!DOCTYPE xml>', 'x'],
    ['an instruction', '<?xml-stylesheet href="x"?>', 'x'],
    ['a comment', '<!-- x -->', 'x'],
  ])('with %s in its envelope is refused', async (_what, declaration, value) => {
    const before = await stored(system.now)
    const answer = await postSealed(system.now, kind, {
      text: wecomEvent(system.now, { Event: 'x' }),
      body: (encrypted) =>
        `${declaration}<xml><ToUserName>{{corpId}}</ToUserName><AgentID>${value}</AgentID>` +
        `<Encrypt>${encrypted}</Encrypt></xml>`,
    })
    expect(answer).toEqual({ status: 400, text: '' })
    expect(await stored(system.now)).toEqual(before)
  })

  test.each([
    ['an entity', ENTITY],
    ['a bomb of entities', BOMB],
    ['an entity from outside', OUTSIDE],
  ])('with %s in its sealed content is refused', async (_what, declaration) => {
    const before = await stored(system.now)
    const text = `${declaration}${wecomEvent(system.now, { Event: 'x' })}`
    expect(await postSealed(system.now, kind, { text })).toEqual({ status: 400, text: '' })
    expect(await stored(system.now)).toEqual(before)
  })

  test.each(['not a message', '{"Event":', '<xml><Event>', '[]', ''])(
    'with the content %s is refused',
    async (text) => {
      const before = await stored(system.now)
      expect(await postSealed(system.now, kind, { text })).toEqual({ status: 400, text: '' })
      expect(await stored(system.now)).toEqual(before)
    },
  )
})

test('a genuine callback is taken from the same maker: the refusals above are for their content', async () => {
  const text = wecomEvent(system.now, { Event: 'enter_agent' })
  expect(await postSealed(system.now, 'wecom', { text })).toEqual({ status: 200, text: 'success' })
})
