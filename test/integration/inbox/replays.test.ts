import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { ConsoleClient } from '../../../scripts/clients/console-client.js'
import { InboxEventDetail, InboxEventPage } from '../../../server/modules/inbox/inbox.contract.js'
import {
  DeadDeliveries,
  DeadEvents,
  Replayed,
} from '../../../server/modules/inbox/replays.contract.js'
import { useSystem } from '../../support/system.js'

const system = useSystem({ suffix: '_replays' })
jest.setTimeout(180_000)

type Row = { _id: string; state: string; reason?: string; doneAt?: Date; receivedAt?: Date }
const inbox = () => system.now.deps.db.collection<Row>('inbox')
const outbox = () => system.now.deps.db.collection<Row>('outbox')
const audit = () => system.now.deps.db.collection('audit_entries')
let console: ConsoleClient
beforeAll(async () => {
  console = await system.now.asOperator()
})
beforeEach(async () => {
  await Promise.all([inbox(), outbox(), audit()].map((rows) => rows.deleteMany({})))
})

/** Events that died of this reason before anything came of them. */
async function died(count: number, reason: string): Promise<string[]> {
  const events = Array.from({ length: count }, () => ({
    ...{
      id: randomUUID(),
      type: 'page.viewed',
      source: 'app',
      identifiers: { memberNo: '1' },
      data: {},
    },
    occurredAt: new Date().toISOString(),
  }))
  await system.now.openApi().sendEvents(events)
  await system.now.drain()
  const keys = events.map(({ id }) => `open:app:${id}`)
  // What they did is done already: worked again, they are of a type that nobody knows.
  const dead = {
    $set: { state: 'dead', reason, type: 'test.unknown' },
    $unset: { doneAt: '' },
  } as const
  await inbox().updateMany({ _id: { $in: keys } }, dead)
  return keys
}

const replay = async (body: object) =>
  (await console.send('POST', '/api/inbox/replays', Replayed, { body })).body
const preview = async (query = '') =>
  (await console.send('GET', `/api/inbox/dead${query}`, DeadEvents)).body
const lastEntry = async () => (await audit().find().sort({ _id: -1 }).limit(1).toArray())[0]

test('dead events of one reason are counted, worked again and put down in the audit trail; others stay dead', async () => {
  const broken = await died(5, 'was-broken')
  const other = await died(2, 'other-reason')
  expect(await preview()).toMatchObject({
    count: 7,
    reasons: [
      { reason: 'was-broken', count: 5 },
      { reason: 'other-reason', count: 2 },
    ],
  })
  expect(await preview('?reason=was-broken&source=app')).toMatchObject({ count: 5 })

  const filter = { reason: 'was-broken', source: 'app' }
  expect(await replay({ filter, reason: '接口修好了' })).toEqual({ replayed: 5, left: 0 })
  expect(await lastEntry()).toMatchObject({
    actor: { operatorId: expect.stringMatching(/^opr_/) as string },
    action: 'inbox.replay-many',
    before: { dead: 5, source: 'app', deadReason: 'was-broken' },
    after: { dead: 0 },
    reason: '接口修好了',
  })
  await system.now.drain()
  expect(await inbox().countDocuments({ _id: { $in: broken }, state: 'done' })).toBe(5)
  expect(await inbox().countDocuments({ _id: { $in: other }, state: 'dead' })).toBe(2)
})

test('chosen events go back to work; those that are not dead are left alone', async () => {
  const [first = '', second = '', third = ''] = await died(3, 'r')
  await inbox().updateOne({ _id: third }, { $set: { state: 'done' }, $unset: { reason: '' } })
  const keys = [first, second, third, 'unknown']
  expect(await replay({ keys, reason: 'r' })).toEqual({ replayed: 2, left: 0 })
  expect(await lastEntry()).toMatchObject({ before: { dead: 2, keys }, reason: 'r' })
})

test('one event is replayed with its reason in the trail; a second time it is not dead', async () => {
  const [key = ''] = await died(1, 'was-broken')
  const path = `/api/inbox/events/${encodeURIComponent(key)}/replay`
  const body = { reason: '修好了' }
  await console.send('POST', path, z.unknown(), { body, accept: [202] })
  expect(await lastEntry()).toMatchObject({
    action: 'inbox.replay',
    subject: { id: key },
    before: { state: 'dead', deadReason: 'was-broken' },
    after: { state: 'pending' },
    reason: '修好了',
  })
  const again = await console.send('POST', path, z.unknown(), { body, accept: [409] })
  expect(again.body).toMatchObject({ code: 'event-not-dead' })
  expect(await audit().countDocuments({ action: 'inbox.replay' })).toBe(1)
})

test.each([
  ['no reason', { filter: {} }],
  ['an empty reason', { filter: {}, reason: '  ' }],
  ['a reason of 201 characters', { filter: {}, reason: 'x'.repeat(201) }],
  ['neither keys nor filter', { reason: 'r' }],
  ['keys and filter at once', { keys: ['k'], filter: {}, reason: 'r' }],
  ['no key', { keys: [], reason: 'r' }],
  ['201 keys', { keys: Array.from({ length: 201 }, (_, n) => `k${n}`), reason: 'r' }],
])('a replay of many with %s is refused', async (_name, body) => {
  const answer = await console.send('POST', '/api/inbox/replays', z.unknown(), {
    body,
    accept: [400],
  })
  expect(answer.body).toMatchObject({ code: 'request-invalid' })
})

test('dead deliveries are listed, counted and tried again, some or all of a filter', async () => {
  const rows = Array.from({ length: 4 }, (_, n) => ({
    ...{ _id: `evt_${n}:x.y`, eventId: `evt_${n}`, type: n < 3 ? 'a.b' : 'c.d', subscriber: 'x.y' },
    ...{ isInner: true, isFast: false, sealed: 's', state: 'dead', reason: 'no', attempts: 25 },
    ...{ dueAt: new Date(), createdAt: new Date(n) },
  }))
  await outbox().insertMany(rows)
  const list = async (query: string) =>
    (await console.send('GET', `/api/outbox/dead${query}`, DeadDeliveries)).body
  expect(await list('')).toMatchObject({ count: 4 })
  expect((await list('?type=c.d')).items.map(({ id }) => id)).toEqual(['evt_3:x.y'])

  const retry = async (body: object) =>
    (await console.send('POST', '/api/outbox/retries', Replayed, { body })).body
  const some = { ids: ['evt_0:x.y', 'evt_9:x.y'], reason: '修好了' }
  expect(await retry(some)).toEqual({ replayed: 1, left: 0 })
  const filter = { type: 'a.b', subscriber: 'x.y', reason: 'no' }
  expect(await retry({ filter, reason: '修好了' })).toEqual({ replayed: 2, left: 0 })
  expect(await lastEntry()).toMatchObject({
    action: 'outbox.retry-many',
    before: { dead: 2, type: 'a.b', subscriber: 'x.y', deadReason: 'no' },
    after: { dead: 0 },
  })
  // The relay may have taken some already.
  const untouched = await outbox().find({ state: 'dead', reason: 'no', attempts: 25 }).toArray()
  expect(untouched.map(({ _id }) => _id)).toEqual(['evt_3:x.y'])
})

test('the list finds dead events by reason and events that wait for more than 30 days, and says when content is gone', async () => {
  const [key = ''] = await died(1, 'was-broken')
  const [waiting = '', young = ''] = await died(2, 'x')
  const long = new Date(Date.now() - 31 * 24 * 60 * 60 * 1000)
  await inbox().updateMany({ _id: { $in: [waiting, young] } }, { $set: { state: 'waiting' } })
  await inbox().updateOne({ _id: waiting }, { $set: { receivedAt: long } })
  const keysOf = async (query: string) => {
    const { body } = await console.send('GET', `/api/inbox/events?${query}`, InboxEventPage)
    return body.items.map((item) => item.key)
  }
  expect(await keysOf('state=dead&reason=was-broken')).toEqual([key])
  expect(await keysOf('longWaiting=true')).toEqual([waiting])
  expect(await console.inboxSummary()).toMatchObject({ waiting: 2, longWaiting: 1, stuckLeases: 0 })

  const removed = { $set: { contentRemovedAt: new Date() }, $unset: { sealed: '' } } as const
  await inbox().updateOne({ _id: key }, removed)
  const path = `/api/inbox/events/${encodeURIComponent(key)}`
  const { body } = await console.send('GET', path, InboxEventDetail)
  expect(body).toMatchObject({ payload: null, contentRemovedAt: expect.any(String) as string })
})

// Guarantee: one request is bounded, and says what is left. Last, for it stops the worker.
test('given more dead events than one request takes, then the first 1,000 go and the rest is told', async () => {
  const rows = Array.from({ length: 1_003 }, (_, n) => ({
    ...{ _id: `d${n}`, source: 'app', type: 'test.unknown', partitionKey: `d${n}`, lane: 'normal' },
    ...{ seq: n, occurredAt: new Date(n), receivedAt: new Date(n), contentHash: 'h', sealed: 'x' },
    ...{ state: 'dead', reason: 'r', dueAt: new Date(), attempts: 1 },
  }))
  await inbox().insertMany(rows)
  await system.now.deps.stop() // nobody works them meanwhile
  expect(await replay({ filter: {}, reason: 'r' })).toEqual({ replayed: 1_000, left: 3 })
  const left = await inbox().find({ state: 'dead' }).sort({ receivedAt: 1 }).toArray()
  expect(left.map(({ _id }) => _id)).toEqual(['d1000', 'd1001', 'd1002'])
  expect(await replay({ filter: {}, reason: 'r' })).toEqual({ replayed: 3, left: 0 })
  expect(await replay({ filter: {}, reason: 'r' })).toEqual({ replayed: 0, left: 0 })
  expect(await audit().countDocuments({ action: 'inbox.replay-many' })).toBe(2)
})
