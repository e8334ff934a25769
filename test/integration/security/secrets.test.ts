import { memoryLog } from '../../support/app.js'
import { useSystem } from '../../support/system.js'
import { wholeVisit, type Visit } from './visit.js'

const { log, lines } = memoryLog('trace')
const system = useSystem({ suffix: '_secrets', log })

let visit: Visit
beforeAll(async () => {
  visit = await wholeVisit(system.now)
}, 180_000)

const escaped = (text: string) => JSON.stringify(text).slice(1, -1)

// Guarantee: whoever reads the logs learns no phone number, no key, no code and no content of a callback.
test('no line of the log holds a secret of a whole visit', () => {
  expect(lines().length).toBeGreaterThan(30)
  const text = lines().join('')
  const names = [...visit.secrets.keys()]
  expect(names.filter((name) => name.includes('jscode2session'))).not.toEqual([])
  expect(names.filter((name) => name.includes('gettoken'))).not.toEqual([])
  expect(names.filter((name) => name.startsWith('callback #')).length).toBeGreaterThan(1)
  const found = [...visit.secrets].filter(
    ([, secret]) => text.includes(secret) || text.includes(escaped(secret)),
  )
  expect(found.map(([name]) => name)).toEqual([])
})

test('no line of the log holds any mobile number or the content of an event', () => {
  const suspicious = lines().filter(
    (line) => /(?<!\d)1[3-9]\d{9}(?!\d)/.test(line) || /<xml>|out_trade_no|trade_state/.test(line),
  )
  expect(suspicious).toEqual([])
})

test('the log tells of each request and each call to WeChat all the same', () => {
  const text = lines().join('')
  expect(text).toContain('"path":"/callbacks/wecom"')
  expect(text).toContain('platform called')
  expect(text).toContain('request refused')
})

async function dump(): Promise<Map<string, string>> {
  const { db } = system.now.deps.db
  const collections = (await db?.collections()) ?? []
  const texts = await Promise.all(
    collections.map(async (collection): Promise<[string, string]> => {
      const documents = await collection.find().toArray()
      // Binary fields as the text they may hold.
      const text = JSON.stringify(documents, (_key, value: unknown) => readable(value))
      return [collection.collectionName, text]
    }),
  )
  return new Map(texts)
}

function readable(value: unknown): unknown {
  if (value instanceof Uint8Array) {
    return Buffer.from(value).toString('latin1')
  }
  const buffer = (value as { buffer?: unknown } | null)?.buffer
  return buffer instanceof Uint8Array ? Buffer.from(buffer).toString('latin1') : value
}

// Guarantee: a copy of the database without PII_KEYS tells nobody's number and nobody's event.
describe('the database as it lies on disk', () => {
  test('holds the number nowhere in clear, and the order, customer and events are there', async () => {
    const collections = await dump()
    for (const name of ['customers', 'identifiers', 'inbox', 'orders', 'evidence', 'timeline']) {
      expect(collections.get(name)?.length).toBeGreaterThan(2)
    }
    const { phone } = visit
    const spellings = [phone, Buffer.from(phone).toString('base64').replace(/=+$/, '')]
    const holding = [...collections].filter(([, text]) =>
      spellings.some((spelling) => text.includes(spelling)),
    )
    expect(holding.map(([name]) => name)).toEqual([])
  })

  test('holds no password, key, token, session key, code or decrypted callback', async () => {
    const collections = await dump()
    const found = [...visit.secrets].flatMap(([name, secret]) =>
      [...collections]
        .filter(([, text]) => text.includes(secret) || text.includes(escaped(secret)))
        .map(([collection]) => `${name} in ${collection}`),
    )
    expect(found).toEqual([])
  })

  // Facts follow their identifier, so that a merge or a split rewrites none of them (identity.md 1).
  test('names a customer only where the owner of an identifier is kept', async () => {
    const ALLOWED: Readonly<Record<string, string>> = {
      customers: 'the customer itself',
      identifiers: 'who owns an identifier now',
      identity_history: 'which customers were joined, to undo it',
      erasures: 'whom a request is about, and the ids that answer 410',
      audit_entries: 'which customer page an operator looked at',
    }
    const holding = [...(await dump())].filter(([, text]) => text.includes('"cus_')).map(([n]) => n)
    expect(holding.filter((name) => !Object.hasOwn(ALLOWED, name))).toEqual([])
    expect(holding).toEqual(expect.arrayContaining(['customers', 'identifiers']))
    const { customerId } = visit
    const [facts] = await Promise.all([
      system.now.deps.db.collection('timeline').find({ type: 'order.paid' }).toArray(),
    ])
    expect(facts.length).toBeGreaterThanOrEqual(2)
    expect(JSON.stringify(facts)).not.toContain(customerId)
    expect(facts.map(({ identifierKey }) => typeof identifierKey)).toEqual(
      facts.map(() => 'string'),
    )
  })
})
