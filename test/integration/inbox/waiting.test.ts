import { waitUntil } from '../../../scripts/clients/wait-until.js'
import type { Db } from '../../../server/platform/mongo/index.js'
import { defineStep, verdict, type AnyStep } from '../../../server/platform/pipeline/index.js'
import { useDatabase } from '../../support/database.js'
import { countingStep } from './counting-step.js'
import { event, pipeline, pipelineMigrations } from './pipeline.js'

const database = useDatabase(pipelineMigrations)
beforeEach(() => database.empty())

const DAY_MS = 24 * 60 * 60 * 1000
const WITHIN = { withinMs: 60_000 }

type Order = { _id: string; refunded?: boolean }
type State = { known: ReadonlySet<string> }
type Change = { kind: 'order' | 'refund'; key: string }

/** A refund needs its order: gathered before, written after, as the steps of the product do. */
function shopStep(db: Db, afterGather: () => Promise<void> = () => Promise.resolve()) {
  const orders = db.collection<Order>('orders_of_test')
  const step: AnyStep<never> = defineStep<State, Change, never>({
    name: 'shop',
    handles: () => true,
    async gather() {
      const known = new Set((await orders.find().toArray()).map(({ _id }) => _id))
      await afterGather()
      return { known }
    },
    decide({ key: eventKey, type }, { known }) {
      const key = eventKey.split(':')[1] ?? ''
      if (type === 'order') {
        return { kind: 'ok', change: { kind: 'order', key }, appeared: [`order:${key}`] }
      }
      return known.has(key)
        ? { kind: 'ok', change: { kind: 'refund', key } }
        : verdict.wait(`order:${key}`, 'order-not-yet-known')
    },
    apply: ({ known }, { kind, key }) => ({
      known: kind === 'order' ? new Set([...known, key]) : known,
    }),
    async write(changes, tx) {
      for (const { kind, key } of changes) {
        await (kind === 'order'
          ? orders.insertOne({ _id: key }, { session: tx })
          : orders.updateOne({ _id: key }, { $set: { refunded: true } }, { session: tx }))
      }
    },
  })
  return { step, orders }
}

// Guarantee: an event that parks and the event that makes its key appear never miss each other, however they race.
test('refunds and orders that race in two lanes of three workers all meet', async () => {
  const { step, orders } = shopStep(database.db)
  const { inbox, worker } = pipeline({ db: database.db, steps: [step] })
  const loops = [worker(), worker(), worker()].map((one) => one.start())
  const waves = 40
  const pairs = 4
  try {
    for (let wave = 0; wave < waves; wave += 1) {
      const stored = Array.from({ length: pairs }, (_, pair) => `${wave}-${pair}`).flatMap(
        (key) => [
          inbox.insert(event(`refund:${key}`, {}, { type: 'refund' })),
          inbox.insert(event(`order:${key}`, {}, { type: 'order', lane: 'fast' })),
        ],
      )
      await Promise.all(stored)
    }
    await waitUntil(async () => {
      expect(await inbox.stats()).toEqual({
        ...{ pending: 0, leased: 0, waiting: 0, dead: 0 },
        done: 2 * waves * pairs,
      })
    }, WITHIN)
  } finally {
    await Promise.all(loops.map((loop) => loop.stop()))
  }
  expect(await orders.countDocuments({ refunded: true })).toBe(waves * pairs)
}, 180_000)

test('given an order that is stored after the refund has looked, then the refund looks again instead of parking', async () => {
  let meanwhile = () => Promise.resolve()
  const { step, orders } = shopStep(database.db, () => meanwhile())
  const { rows, inbox, worker } = pipeline({ db: database.db, steps: [step] })
  await inbox.insert(event('refund:1', {}, { type: 'refund' }))
  meanwhile = async () => {
    meanwhile = () => Promise.resolve()
    await inbox.insert(event('order:1', {}, { type: 'order' }))
    await worker().tick()
  }
  await worker().tick()
  expect(await rows.find('refund:1')).toMatchObject({ state: 'pending' })
  await worker().tick()
  expect(await rows.find('refund:1')).toMatchObject({ state: 'done' })
  expect(await orders.findOne({ _id: '1' })).toMatchObject({ refunded: true })
})

// Guarantee: waiting events never die; after 30 days they are listed, and are still woken.
test('after 30 days a waiting event is counted as such and is still woken', async () => {
  const { rows, inbox, worker } = pipeline({ db: database.db, steps: [countingStep(database.db)] })
  await inbox.insert(event('long', { waitFor: 'order:1' }))
  await inbox.insert(event('short', { waitFor: 'order:2' }))
  await worker().tick()
  const receivedAt = new Date(Date.now() - 31 * DAY_MS)
  await rows.rows.updateOne({ _id: 'long' }, { $set: { receivedAt } })
  expect(await rows.countLongWaiting()).toBe(1)
  expect(await rows.oldestAt('waiting')).toEqual(receivedAt)

  await inbox.insert(event('order', { appears: 'order:1' }))
  await worker().tick()
  expect(await rows.find('long')).toMatchObject({ state: 'pending' })
  expect(await rows.find('short')).toMatchObject({ state: 'waiting' })
})

// Guarantee: being woken for nothing is no failed attempt; only real attempts add up to the limit.
test('an event that waits again and again keeps all its attempts', async () => {
  const { rows, inbox, worker } = pipeline({ db: database.db, steps: [countingStep(database.db)] })
  await inbox.insert(event('refund', { waitFor: 'order:1' }))
  for (let round = 0; round < 15; round += 1) {
    await rows.rows.updateOne({ _id: 'refund' }, [
      { $set: { state: 'pending', dueAt: '$$NOW' } },
      { $unset: 'waitFor' },
    ])
    await worker().tick()
  }
  expect(await rows.find('refund')).toMatchObject({ state: 'waiting', attempts: 0 })
})
