import { subscribe } from '../../../server/platform/outbox/index.js'
import { connect } from '../../../server/platform/mongo/index.js'
import { watchFastLane } from '../../../server/modules/inbox/fast-lane.watch.js'
import { wakeSignal } from '../../../server/platform/queue/index.js'
import { useDatabase } from '../../support/database.js'
import { Counted, countingStep, linesOf } from './counting-step.js'
import { event, pipeline, pipelineMigrations } from './pipeline.js'

const database = useDatabase(pipelineMigrations)
beforeEach(() => database.empty())

test('the same event three times at once is stored once and worked once', async () => {
  const { inbox, worker } = pipeline({ db: database.db, steps: [countingStep(database.db)] })
  const same = () => inbox.insert(event('a', { n: 1 }))
  const stored = await Promise.all([same(), same(), same()])
  await worker().tick()
  await worker().tick()
  expect([...stored].sort()).toEqual(['duplicate', 'duplicate', 'stored'])
  expect(await linesOf(database.db)).toEqual(['a'])
  expect(await inbox.stats()).toMatchObject({ done: 1, pending: 0, leased: 0 })
})

test('two different events of the same second are two events', async () => {
  const { inbox, worker } = pipeline({ db: database.db, steps: [countingStep(database.db)] })
  await Promise.all([inbox.insert(event('a', { n: 1 })), inbox.insert(event('b', { n: 2 }))])
  await worker().tick()
  expect((await linesOf(database.db)).sort()).toEqual(['a', 'b'])
})

// Guarantee: one event that can never be worked takes nobody else with it.
test('a poisonous event is left alone and the rest of its batch is done', async () => {
  const { inbox, worker } = pipeline({ db: database.db, steps: [countingStep(database.db)] })
  for (let i = 0; i < 20; i += 1) {
    await inbox.insert(event(`e${i}`, i === 13 ? { poison: true } : { n: i }))
  }
  await worker().tick()
  expect(await linesOf(database.db)).toHaveLength(19)
  const poison = await database.db.collection('inbox').findOne({ state: { $ne: 'done' } })
  expect(poison).toMatchObject({ _id: 'e13', state: 'pending', reason: 'poison', attempts: 1 })
})

test('a refused event is dead with its reason and can be put back to work', async () => {
  const { rows, inbox, worker } = pipeline({ db: database.db, steps: [countingStep(database.db)] })
  await inbox.insert(event('a', { dead: true }))
  await worker().tick()
  expect(await rows.find('a')).toMatchObject({ state: 'dead', reason: 'told-so' })
  expect(await rows.revive(['a'])).toBe(1)
  expect(await rows.find('a')).toMatchObject({ state: 'pending', attempts: 0 })
})

test('an event that will be tried again holds back the later ones of its partition, and only those', async () => {
  const { inbox, rows, worker } = pipeline({ db: database.db, steps: [countingStep(database.db)] })
  await inbox.insert(event('first', { retry: true }, { partitionKey: 'p' }))
  await inbox.insert(event('second', {}, { partitionKey: 'p' }))
  await inbox.insert(event('other', {}, { partitionKey: 'q' }))
  await worker().tick()
  expect(await linesOf(database.db)).toEqual(['other'])
  expect(await rows.find('second')).toMatchObject({ state: 'pending', attempts: 0 })
})

// Guarantee: events of one partition are worked in the order of their arrival, by any number of workers.
test('many workers keep the order within each partition', async () => {
  const { inbox, worker } = pipeline({ db: database.db, steps: [countingStep(database.db)] })
  const keys: string[] = []
  for (let i = 0; i < 60; i += 1) {
    keys.push(`p${i % 3}-${String(i).padStart(3, '0')}`)
    await inbox.insert(event(keys[i] ?? '', {}, { partitionKey: `p${i % 3}` }))
  }
  const workers = [worker(), worker(), worker()]
  const deadline = Date.now() + 15_000
  while ((await inbox.stats()).done < keys.length && Date.now() < deadline) {
    await Promise.all(workers.map((one) => one.tick()))
  }
  const done = await database.db.collection('inbox').find({}).sort({ doneAt: 1, seq: 1 }).toArray()
  for (const partition of ['p0', 'p1', 'p2']) {
    const order = done
      .filter((row) => row.partitionKey === partition)
      .map((row) => row.seq as number)
    expect(order).toEqual([...order].sort((a, b) => a - b))
    expect(order).toHaveLength(20)
  }
})

// Guarantee: a worker that was frozen past its lease changes nothing.
test('a lapsed lease is fenced: the slow worker writes nothing, the next one works the event once', async () => {
  const { rows, inbox, worker } = pipeline({ db: database.db, steps: [] })
  await inbox.insert(event('a', {}))
  const frozen = await rows.claim('normal', { limit: 10, leaseMs: 1 })
  const deadline = Date.now() + 5_000
  while ((await rows.queue.reap()) === 0 && Date.now() < deadline) {
    /* until the lease has run out by the database's clock */
  }
  await worker().tick()
  const late = database.db.startSession().then(async (tx) => {
    tx.startTransaction()
    try {
      await rows.queue.finish(['a'], { token: frozen.token, set: { outcome: 'done' }, tx })
    } finally {
      await tx.abortTransaction()
      await tx.endSession()
    }
  })
  await expect(late).rejects.toMatchObject({ code: 'lease-lost' })
  expect(await rows.find('a')).toMatchObject({ state: 'done', outcome: 'ignored', attempts: 2 })
})

test('an early event waits for its key and is woken by the event that makes it appear', async () => {
  const { rows, inbox, worker } = pipeline({ db: database.db, steps: [countingStep(database.db)] })
  await inbox.insert(event('refund', { waitFor: 'order:1' }))
  await worker().tick()
  expect(await rows.find('refund')).toMatchObject({ state: 'waiting', waitFor: 'order:1' })
  expect(await inbox.stats()).toMatchObject({ waiting: 1 })
  expect(await inbox.drain(1_000)).toBe(true)
  await inbox.insert(event('order', { appears: 'order:1' }))
  await worker().tick()
  expect(await rows.find('refund')).toMatchObject({ state: 'pending' })
})

test('an event that parks after its key has appeared is not parked', async () => {
  const { rows, inbox, worker } = pipeline({ db: database.db, steps: [countingStep(database.db)] })
  await inbox.insert(event('order', { appears: 'order:1' }))
  await worker().tick()
  await inbox.insert(event('refund', { waitFor: 'order:1' }))
  await worker().tick()
  expect(await rows.find('refund')).toMatchObject({ state: 'pending' })
})

test('an unknown type is stored and done as ignored', async () => {
  const { rows, inbox, worker } = pipeline({ db: database.db, steps: [countingStep(database.db)] })
  await inbox.insert(event('x', {}, { type: 'wecom.other' }))
  await worker().tick()
  expect(await rows.find('x')).toMatchObject({ state: 'done', outcome: 'ignored' })
})

// Guarantee: effect and "done" of a subscriber come together; told again, it changes nothing.
test('what a commit leaves behind reaches its subscriber once', async () => {
  const seen = database.db.collection<{ _id: string }>('seen')
  const subscriber = subscribe('test.see', Counted, async ({ key }, { tx }) => {
    await seen.insertOne({ _id: key }, { session: tx })
    return { kind: 'ok' }
  })
  const parts = pipeline({
    db: database.db,
    steps: [countingStep(database.db)],
    subscribers: [subscriber],
  })
  await parts.inbox.insert(event('a', {}))
  await parts.worker().tick()
  expect(await parts.inbox.drain(0)).toBe(false)
  await Promise.all([parts.relay.tick(), parts.relay.tick(), parts.relay.tick()])
  expect(await seen.countDocuments()).toBe(1)
  expect(await parts.inbox.drain(1_000)).toBe(true)
})

test('the payload is stored encrypted', async () => {
  const { inbox, rows } = pipeline({ db: database.db, steps: [] })
  await inbox.insert(event('a', { phone: '13912345678' }))
  const stored = await database.db.collection('inbox').findOne({})
  expect(JSON.stringify(stored)).not.toContain('13912345678')
  const row = await rows.find('a')
  expect(row === null ? '' : rows.open(row)).toContain('13912345678')
})

// Guarantee: the number of database commands does not grow with the batch.
test('a batch of 100 takes at most 12 database commands', async () => {
  const counted = await connect(database.uri, { dbName: database.name, monitorCommands: true })
  try {
    const { inbox, worker } = pipeline({ db: counted, steps: [countingStep(counted)] })
    await Promise.all(Array.from({ length: 100 }, (_, i) => inbox.insert(event(`e${i}`, {}))))
    const commands: string[] = []
    counted.getClient().on('commandStarted', ({ commandName }) => commands.push(commandName))
    await worker().tick()
    const worked = commands.filter((name) => !['endSessions', 'hello', 'ping'].includes(name))
    expect(worked).toContain('commitTransaction')
    expect(worked.length).toBeLessThanOrEqual(12)
    expect(await inbox.stats()).toMatchObject({ done: 100 })
  } finally {
    await counted.close()
  }
})

// Guarantee: a welcome code does not wait for a worker's next look when another process has stored it.
test('an event with a welcome code stored by another process wakes the worker at once', async () => {
  const here = wakeSignal()
  const other = pipeline({ db: database.db, steps: [] })
  const watch = watchFastLane(other.rows, { wake: here, onError: () => undefined })
  try {
    let isWoken = false
    const woken = here.wait(15_000).then(() => (isWoken = true))
    // The stream opens in its own time: events come until one of them is seen.
    for (let i = 0; !isWoken && i < 200; i += 1) {
      await other.inbox.insert(event(`w${i}`, {}, { lane: 'fast' }))
    }
    const startedAt = Date.now()
    await woken
    expect(Date.now() - startedAt).toBeLessThan(10_000)
  } finally {
    await watch.stop()
  }
})
