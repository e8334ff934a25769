import { randomUUID } from 'node:crypto'
import { useSystem } from '../../support/system.js'
import { ago, eventOf, httpOf, MINUTE_MS, newSource, paid } from './till.js'

const system = useSystem({ suffix: '_open_events' })

const DAY_MS = 24 * 60 * MINUTE_MS
const send = async (...events: readonly object[]) => {
  const { status, body } = await httpOf(system.now).post('/events', { events })
  expect(status).toBe(200)
  return body.results as { id: string | null; status: string; error?: unknown }[]
}
const only = async (event: object) => (await send(event))[0]
const storedEvents = () => system.now.deps.db.collection('inbox').countDocuments()

// Guarantee: (source, id) is the idempotency key for ever; what is said of it is true whatever the key order.
describe('the same id', () => {
  test('with the same content is a duplicate, whatever the order of its keys', async () => {
    const event = eventOf({ data: { a: 1, b: { c: [1, 2], d: null } } })
    expect(await only(event)).toEqual({ id: event.id, status: 'accepted' })
    const { id, type, occurredAt, source, identifiers } = event
    const turned = {
      data: { b: { d: null, c: [1, 2] }, a: 1 },
      identifiers: { appid: identifiers.appid, openid: identifiers.openid },
      ...{ source, occurredAt, type, id },
    }
    expect(await only(turned)).toEqual({ id, status: 'duplicate' })
    await system.now.drain()
    expect(await only(event)).toEqual({ id, status: 'duplicate' })
  })

  test.each([
    ['data', { data: { a: 2 } }],
    ['identifiers', { identifiers: { openid: 'o-else', appid: 'wx-other' } }],
    ['its time', { occurredAt: ago(2 * MINUTE_MS) }],
    ['its type', { type: 'product.viewed' }],
  ])('with other content (%s) is a conflict', async (_what, change) => {
    const event = eventOf({ data: { a: 1 } })
    await send(event)
    expect(await only({ ...event, ...change })).toEqual({ id: event.id, status: 'conflict' })
  })

  test('of another source is another event', async () => {
    const event = eventOf()
    await send(event)
    expect(await only({ ...event, source: newSource() })).toMatchObject({ status: 'accepted' })
  })

  test('twice in one request: accepted once, then duplicate or conflict', async () => {
    const event = eventOf()
    const results = await send(event, event, { ...event, data: { other: true } })
    expect(results.map(({ status }) => status)).toEqual(['accepted', 'duplicate', 'conflict'])
  })

  test('from ten callers at once is accepted once', async () => {
    const event = eventOf()
    const answers = await Promise.all(Array.from({ length: 10 }, () => only(event)))
    const states = answers.map((answer) => answer?.status)
    expect(states.filter((status) => status === 'accepted')).toHaveLength(1)
    expect(states.filter((status) => status === 'duplicate')).toHaveLength(9)
  })
})

const sale = (data: object) => {
  const event = paid({ source: newSource(), orderNo: randomUUID() })
  return { ...event, data: { ...event.data, ...data } }
}

// Guarantee: an invalid event names its field, is not stored, and takes no valid one with it.
test.each([
  ['id', { ...eventOf(), id: '' }],
  ['id', { ...eventOf(), id: 'x'.repeat(201) }],
  ['type', { ...eventOf(), type: 7 }],
  ['occurredAt', { ...eventOf(), occurredAt: 'yesterday' }],
  ['occurredAt', { ...eventOf(), occurredAt: 1_700_000_000 }],
  ['source', { ...eventOf(), source: 'a b' }],
  ['source', { ...eventOf(), source: '' }],
  ['identifiers.appid', eventOf({ identifiers: { openid: 'o1' } })],
  ['identifiers.phoneVerified', eventOf({ identifiers: { phone: '1', phoneVerified: 'yes' } })],
  ['identifiers.unionid', eventOf({ identifiers: { unionid: '' } })],
  ['data.orderNo', sale({ orderNo: '' })],
  ['data.paidFen', sale({ paidFen: -1 })],
  ['data.paidFen', sale({ paidFen: 1.5 })],
  ['data.paidFen', sale({ paidFen: '3000' })],
  ['data.items.0.amountFen', sale({ items: [{ sku: 'a', name: 'b', qty: 1, amountFen: -1 }] })],
  [
    'data.refundFen',
    { ...sale({}), type: 'order.refunded', data: { orderNo: 'A', refundNo: 'R' } },
  ],
])('a wrong %s is invalid, names its field, and is not stored', async (field, wrong) => {
  const good = eventOf()
  const before = await storedEvents()
  const [bad, kept] = await send(wrong, good)
  expect(bad).toMatchObject({ status: 'invalid', error: { code: 'request-invalid' } })
  const { errors } = bad?.error as { errors: { field: string }[] }
  expect(errors.map((error) => error.field)).toContain(field)
  expect(kept).toEqual({ id: good.id, status: 'accepted' })
  await system.now.drain()
  const rows = system.now.deps.db.collection<{ _id: string }>('inbox')
  expect(await rows.countDocuments({ _id: `open:${good.source}:${good.id}` })).toBe(1)
  expect(await storedEvents()).toBe(before + 1)
})

test.each(['order.shipped', 'customer.merged', 'toString', '__proto__'])(
  'the type %s is unknown',
  async (type) => {
    expect(await only(eventOf({ type }))).toMatchObject({
      status: 'invalid',
      error: { code: 'event-type-unknown' },
    })
  },
)

test.each([
  ['five years back', 5 * 365 * DAY_MS - DAY_MS, 'accepted'],
  ['more than five years back', 5 * 367 * DAY_MS, 'invalid'],
  ['four minutes ahead', -4 * MINUTE_MS, 'accepted'],
  ['six minutes ahead', -6 * MINUTE_MS, 'invalid'],
])('an event of %s: %s ms ago is %s', async (_when, ms, status) => {
  const answer = await only(eventOf({ occurredAt: ago(ms) }))
  expect(answer).toMatchObject({ status })
  if (status === 'invalid') {
    expect(answer).toMatchObject({ error: { code: 'occurred-at-out-of-range' } })
  }
})

test.each(['wecom', 'mini', 'mini-push', 'pay', 'pay-query', 'huike'])(
  'nobody may speak in our own source %s',
  async (source) => {
    expect(await only(eventOf({ source }))).toMatchObject({
      status: 'invalid',
      error: { errors: [{ field: 'source' }] },
    })
  },
)

test('results come in the order sent, each judged by itself', async () => {
  const events = Array.from({ length: 20 }, (_, n) =>
    eventOf(n % 3 === 0 ? { type: 'nonsense' } : {}),
  )
  const results = await send(...events)
  expect(results.map(({ id }) => id)).toEqual(events.map(({ id }) => id))
  expect(results.map(({ status }) => status)).toEqual(
    events.map(({ type }) => (type === 'nonsense' ? 'invalid' : 'accepted')),
  )
})
