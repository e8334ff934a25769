import type { z } from 'zod'
import type { RulesList } from '../../../server/modules/customers/rules/rules.contract.js'
import { rulesCollection } from '../../../server/modules/customers/rules/rules.model.js'
import { told, useShop } from './shop.js'
import { numbers, trusting, useRules } from './rules-room.js'

// Guarantee: what a dry run says is what applying does, and both go on where they were stopped.

const shop = useShop()
const { send, get, draft, work, tried, applying, pairs, isOne, listAs } = useRules(shop)

test('given a source that was not trusted, the dry run says what trusting it would do, and writes nobody', async () => {
  await pairs(3)
  const before = await shop.collections().customers.find().sort({ _id: 1 }).toArray()
  const { trial, state } = await tried()
  expect({ state, trial }).toMatchObject({
    state: 'draft',
    trial: {
      state: 'done',
      total: 6,
      counts: { visited: 6, stays: 0, merges: 6, splits: 0, waits: 0, gone: 3, founded: 0 },
    },
  })
  expect(await shop.collections().customers.find().sort({ _id: 1 }).toArray()).toEqual(before)

  const { body } = await send<{ items: unknown[] }>('GET', '/2/samples')
  const identifiers = (values: string[]) =>
    values.map((value) => expect.objectContaining({ value }))
  expect(body.items).toHaveLength(3)
  expect(body.items[0]).toEqual({
    before: expect.arrayContaining([
      { identifiers: identifiers(['y0']), isFresh: false },
      { identifiers: identifiers(['z0']), isFresh: false },
    ]),
    after: [{ identifiers: identifiers(['y0', 'z0']), isFresh: false }],
  })
})

test('given rules that were tried, when they are applied, then everybody is what they say, and it is in the history', async () => {
  await pairs(3)
  const applied = await applying(await tried())
  expect(applied).toMatchObject({ state: 'applying', application: { state: 'running', total: 6 } })
  await work()
  expect(await get()).toMatchObject({
    state: 'active',
    application: { state: 'done', counts: { visited: 6, gone: 3, merges: 3 } },
  })
  expect(await get(1)).toMatchObject({ state: 'past' })
  expect(await Promise.all([0, 1, 2].map(isOne))).toEqual([true, true, true])
  const history = await shop.collections().history.find().toArray()
  const cause = { source: 'operator', kind: 'rules', reason: '小程序商城的数据核对过了' }
  expect(history).toHaveLength(3)
  expect(history[0]).toMatchObject({ kind: 'merge', rulesVersion: '2', cause })
  expect(shop.outbox.map(({ type }) => type)).toEqual(Array(3).fill('customer.merged'))
  const actions = shop.audited.map((entry) => (entry as { action: string }).action)
  expect(actions).toEqual(['draft', 'try', 'apply'].map((deed) => `identity-rules.${deed}`))

  // and back: distrusted again, they are two again
  await applying(await tried(trusting(false)))
  await work()
  expect(await Promise.all([0, 1, 2].map(isOne))).toEqual([false, false, false])
  expect(await shop.living()).toHaveLength(6)
})

test('a dry run and an application go on where they were stopped, by the process or by the operator', async () => {
  await pairs(130)
  const { revision } = await draft()
  await send('POST', '/2/trial', { revision })
  await work({ steps: 1 })
  expect(await get()).toMatchObject({ trial: { state: 'running', counts: { visited: 250 } } })
  expect((await send('POST', '/2/stop')).body).toMatchObject({ trial: { state: 'stopped' } })
  await work()
  const stopped = await get()
  expect(stopped.trial?.counts.visited).toBe(250)
  await send('POST', '/2/trial', { revision: stopped.revision })
  await work()
  const done = await get()
  expect(done.trial).toMatchObject({
    state: 'done',
    counts: { visited: 260, merges: 260, gone: 130 },
  })
  expect((await send<{ items: unknown[] }>('GET', '/2/samples')).body.items).toHaveLength(50)

  await applying(done)
  await work({ steps: 1 })
  await send('POST', '/2/stop')
  await work()
  const halfway = await get()
  expect(halfway).toMatchObject({ state: 'applying', application: { state: 'stopped' } })
  expect(halfway.application?.counts.visited).toBe(100)
  await applying(halfway)
  await work()
  expect(await get()).toMatchObject({ state: 'active', application: { state: 'done' } })
  expect(await shop.living()).toHaveLength(130)
})

// Decided: an operator has seen the counts, so the limit of twenty merges a day is for events only.
test('more than twenty merges of one customer are applied, and do not use up its day', async () => {
  const apps = Array.from({ length: 25 }, (_, n) => ({ openid: `o${n}`, appid: `wx-${n}` }))
  await shop.work(told({ unionid: 'z0' }), ...apps.map((ids) => told(ids)))
  await shop.work(
    ...apps.map((ids) => told({ ...ids, unionid: 'z0' }, { isTrusted: false, source: 'app' })),
  )
  await applying(await tried())
  await work()
  const [one, ...others] = await shop.living()
  expect(others).toEqual([])
  expect(one).toMatchObject({ identifierCount: 26 })
  expect(one?.merges).toBeUndefined()
})

describe('what cannot be done', () => {
  test.each([
    ['a silence longer than the patient one', { ...numbers, silenceDays: 400 }, []],
    [
      'a customer of more identifiers than a merge may rewrite',
      { ...numbers, maxIdentifiers: 51 },
      [],
    ],
    ['a source named twice', numbers, [true, false].map((is) => ({ source: 'a', isTrusted: is }))],
  ])('%s is refused', async (_what, given, sources) => {
    const { status, body } = await send('POST', '', { ...trusting(), numbers: given, sources })
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'rules-impossible' })
  })

  test('a draft is one, is tried before it is applied, and counted anew after a change', async () => {
    const known = await draft()
    expect((await send('POST', '', trusting())).body.code).toBe('rules-draft-exists')
    expect((await applying(known)) as { code?: string }).toMatchObject({ code: 'rules-not-tried' })
    expect((await send('POST', '/2/stop')).body.code).toBe('rules-not-running')
    await send('POST', '/2/trial', { revision: known.revision })
    expect((await send('POST', '/2/trial', { revision: known.revision })).body.code).toBe(
      'rules-changed',
    )
    await work()
    const done = await get()
    const edit = { ...trusting(false), revision: done.revision }
    expect((await send('PUT', '/2', edit)).body).toMatchObject({ trial: null })
    expect((await send('PUT', '/2', edit)).body.code).toBe('rules-changed')
  })

  test('a draft is given up while it is counted, nothing comes of it, and there is room for another', async () => {
    await pairs(3)
    const { revision } = await draft()
    const begun = (await send('POST', '/2/trial', { revision })).body
    expect((await send('POST', '/2/discard', { revision })).body.code).toBe('rules-changed')
    const given = await send('POST', '/2/discard', { revision: begun.revision })
    expect(given.body).toMatchObject({ state: 'discarded', trial: { state: 'stopped' } })
    await work()
    expect(await get()).toMatchObject({ state: 'discarded', trial: { counts: { visited: 0 } } })
    expect((await send('GET', '/2/samples')).body).toEqual({ items: [] })
    expect(await applying(await get())).toMatchObject({ code: 'rules-not-a-draft' })
    const again = await send('POST', '/2/discard', { revision: begun.revision + 1 })
    expect(again.body.code).toBe('rules-not-a-draft')
    expect(await draft()).toMatchObject({ version: 3, state: 'draft' })
    expect(shop.audited).toContainEqual(
      expect.objectContaining({ action: 'identity-rules.discard' }),
    )
  })

  test('rules that are in force or past are not changed', async () => {
    const { body } = await send<z.output<typeof RulesList>>('GET', '')
    expect(body.items).toMatchObject([{ version: 1, state: 'active', numbers }])
    await applying(await tried())
    await work()
    const { revision } = await get()
    const edit = await send('PUT', '/2', { ...trusting(false), revision })
    expect(edit.body.code).toBe('rules-not-a-draft')
    expect((await send('GET', '/9')).status).toBe(404)
    expect(await rulesCollection(shop.database.db).countDocuments({ isInForce: true })).toBe(1)
  })

  test('without the permission there is nothing to see', async () => {
    expect((await listAs('looker')).statusCode).toBe(403)
  })
})
