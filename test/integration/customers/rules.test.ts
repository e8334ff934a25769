import type { z } from 'zod'
import { waitUntil } from '../../../scripts/clients/wait-until.js'
import type { App } from '../../../server/app.js'
import { applyRules } from '../../../server/modules/customers/rules/apply-rules.js'
import { everybodyRepository } from '../../../server/modules/customers/rules/everybody.repository.js'
import { rulesFence } from '../../../server/modules/customers/rules/fence.repository.js'
import type {
  RulesList,
  RulesView,
} from '../../../server/modules/customers/rules/rules.contract.js'
import type { RulesVersion } from '../../../server/modules/customers/rules/rules.domain.js'
import { RULES_JOB } from '../../../server/modules/customers/rules/rules.jobs.js'
import {
  fenceCollection,
  rulesCollection,
} from '../../../server/modules/customers/rules/rules.model.js'
import { rulesRepository } from '../../../server/modules/customers/rules/rules.repository.js'
import { transactions, type InTransaction, type Tx } from '../../../server/platform/mongo/index.js'
import { decideBatch, type InboundEvent } from '../../../server/platform/pipeline/index.js'
import { asOperator, shopApp } from './shop-app.js'
import { login, NOON, told, useShop } from './shop.js'

// Guarantee: what a dry run says is what applying does; both go on where they stopped or died; and nothing is committed
// that was decided by rules no longer in force.

const shop = useShop()
let app: App
beforeAll(async () => {
  app = await shopApp(shop)
})
afterAll(() => app.close())

const RULES = '/api/identity/rules'
const numbers = {
  ...{ maxIdentifiers: 50, maxClaimants: 5, maxPhones: 10 },
  ...{ silenceDays: 90, patientSilenceDays: 365 },
}
const trusting = (isTrusted = true) => ({
  numbers,
  sources: [{ source: 'app', isTrusted }],
  reason: '小程序商城的数据核对过了',
})
type View = z.output<typeof RulesView>

async function send<Body = View>(method: 'GET' | 'POST' | 'PUT', path: string, payload?: object) {
  const answer = await app.inject({
    ...{ method, url: `${RULES}${path}`, headers: asOperator('manager') },
    ...(payload === undefined ? {} : { payload }),
  })
  return { status: answer.statusCode, body: answer.json<Body & { code?: string }>() }
}
const get = async (version = 2) => (await send('GET', `/${version}`)).body
const draft = async (body: object = trusting()) => (await send('POST', '', body)).body

/** Runs the job; `steps`: how many it may make before the process wants to stop. */
async function work({ steps = Infinity } = {}): Promise<void> {
  let left = steps + 1 // asked once before the first step, too
  const job = shop.shop().jobs.find(({ name }) => name === RULES_JOB)
  await job?.run({
    cursor: null,
    saveCursor: () => Promise.resolve(),
    isStopping: () => {
      left -= 1
      return left < 0
    },
  })
}
async function tried(body: object = trusting()): Promise<View> {
  const { revision, version } = await draft(body)
  await send('POST', `/${version}/trial`, { revision })
  await work()
  return get(version)
}
const applying = async ({ version, revision }: View) =>
  (await send('POST', `/${version}/application`, { revision, reason: '试算过了' })).body

const said = (n: number | string) =>
  told({ openid: `y${n}`, appid: 'wx1', unionid: `z${n}` }, { isTrusted: false, source: 'app' })
/** Two customers each, of whom only an untrusted source says that they are one. */
async function pairs(count: number): Promise<void> {
  const all = Array.from({ length: count }, (_, n) => n)
  await shop.work(
    ...all.flatMap((n) => [told({ openid: `y${n}`, appid: 'wx1' }), told({ unionid: `z${n}` })]),
  )
  await shop.work(...all.map(said))
}
const isOne = async (n: number | string) => {
  const openid = await shop.resolve({ openid: `y${n}`, appid: 'wx1' })
  return openid === (await shop.resolve({ unionid: `z${n}` }))
}

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

// Guarantee: a process that dies in the middle of a step leaves nothing of it, and the next one goes on with it.
test('an application that dies before, in and after a step loses nothing and repeats nothing', async () => {
  await pairs(130)
  await applying(await tried())
  const { db } = shop.database
  const died = new Error('the process died')
  const alive = transactions(db)
  const deaths: InTransaction[] = [
    () => Promise.reject(died),
    // all is written, and not committed
    (options: unknown, work?: unknown) =>
      alive(async (tx) => {
        await (work as (tx: Tx) => Promise<unknown>)(tx)
        throw died
      }),
    // committed, and nobody heard of it
    async (options: unknown, work?: unknown) => {
      await alive(work as (tx: Tx) => Promise<unknown>)
      throw died
    },
  ]
  for (const inTransaction of deaths) {
    const [known] = await rulesRepository(db).toWork()
    const apply = applyRules({
      ...{ db, inTransaction, rows: rulesRepository(db), everybody: everybodyRepository(db) },
      ...{ fence: rulesFence(db), clock: { now: () => NOON }, onCommitted: () => undefined },
      outbox: { append: () => Promise.resolve() },
    })
    await expect(apply(known as RulesVersion, { isStopping: () => false })).rejects.toThrow(died)
  }
  expect(await get()).toMatchObject({ application: { counts: { visited: 100 } } })
  await work()
  expect(await get()).toMatchObject({ state: 'active', application: { counts: { gone: 130 } } })
  expect(await shop.living()).toHaveLength(130)
  expect(await shop.collections().history.countDocuments()).toBe(130)
})

describe('what was decided by older rules', () => {
  const decided = async (...events: InboundEvent[]) => decideBatch([shop.shop().step], events)
  const commit = (plan: Awaited<ReturnType<typeof decided>>) =>
    transactions(shop.database.db)((tx) => plan.write(tx))

  test('is not committed once newer ones are applied; the batch is decided again by those', async () => {
    await pairs(1)
    await shop.work(login('y7'), told({ unionid: 'z7' }))
    const event = said(7)
    const late = await decided(event)
    await applying(await tried())
    await work()
    await expect(commit(late)).rejects.toMatchObject({ code: 'identity-moved-on' })
    expect(await isOne(7)).toBe(false)
    await commit(await decided(event))
    expect(await isOne(7)).toBe(true)
  })

  test('is met by the application when it was committed before', async () => {
    await pairs(1)
    await shop.work(login('y7'), told({ unionid: 'z7' }))
    const late = await decided(said(7))
    await applying(await tried())
    await commit(late)
    expect(await isOne(7)).toBe(false)
    await work()
    expect(await isOne(7)).toBe(true)
  })

  test('holds the application up while it is being committed', async () => {
    await pairs(1)
    const late = await decided(login('y0', 'z8'))
    const fences = fenceCollection(shop.database.db)
    const seen: string[] = []
    let raised: Promise<unknown> = Promise.resolve()
    await fences.deleteMany({})
    await transactions(shop.database.db)(async (tx) => {
      await late.write(tx)
      raised = rulesFence(shop.database.db)
        .raise(2)
        .then(() => seen.push('raised'))
      // it raises one slot after the other and comes to the one that is taken
      const own = await fences.findOne({}, { session: tx })
      await waitUntil(
        async () => {
          expect(await fences.countDocuments({ version: 2 })).toBe(own?._id)
        },
        { withinMs: 60_000 },
      )
      seen.push('committing')
    })
    seen.push('committed')
    await raised
    expect(seen[0]).toBe('committing')
    expect(seen).toContain('raised')
    expect(await fences.countDocuments({ version: 2 })).toBe(512)
  })

  test('counts no longer from the moment the rules are in force: events are judged by the new ones at once', async () => {
    await pairs(1)
    await shop.work(login('y7'), told({ unionid: 'z7' }))
    await applying(await tried())
    await shop.work(said(7))
    expect([await isOne(7), await isOne(0)]).toEqual([true, false])
    const [entry] = await shop.collections().history.find().toArray()
    expect(entry?.rulesVersion).toBe('2')
  })
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
    const answer = await app.inject({ url: RULES, headers: asOperator('looker') })
    expect(answer.statusCode).toBe(403)
  })
})
