import { waitUntil } from '../../../scripts/clients/wait-until.js'
import { MAX_LAPSES } from '../../../server/modules/inbox/inbox.worker.js'
import type { Lane } from '../../../server/platform/pipeline/index.js'
import { LAPSED_REPEATEDLY } from '../../../server/platform/queue/index.js'
import { useDatabase } from '../../support/database.js'
import { countingStep, linesOf } from './counting-step.js'
import { event, pipeline, pipelineMigrations } from './pipeline.js'

const database = useDatabase(pipelineMigrations)
beforeEach(() => database.empty())

const WITHIN = { withinMs: 60_000 }
const parts = (leaseMs?: Readonly<Record<Lane, number>>) =>
  pipeline({ db: database.db, steps: [countingStep(database.db)], leaseMs })
type Parts = ReturnType<typeof parts>

/** Claims as a worker does that dies of one of its events: answers what it held, which lapses at once. */
async function dieWith({ rows }: Parts): Promise<string[]> {
  const { taken } = await rows.claim('normal', { limit: 200, leaseMs: 0 })
  await waitUntil(async () => {
    await rows.queue.reap({ deadAfter: MAX_LAPSES })
    expect(await rows.countState('leased')).toBe(0)
  }, WITHIN)
  return [...taken]
}

// Guarantee: an event that ends its worker does not end all of them for ever, and takes nobody else with it.
test('given an event that every worker dies with, then it alone is dead after five of them and the rest is done', async () => {
  const system = parts()
  const { inbox, rows, worker } = system
  await inbox.insert(event('killer', {}))
  for (let n = 0; n < 40; n += 1) {
    await inbox.insert(event(`e${n}`, {}))
  }
  const held: number[] = []
  for (let deaths = 1; deaths <= MAX_LAPSES; deaths += 1) {
    const taken = await dieWith(system)
    expect(taken).toContain('killer')
    held.push(taken.length)
  }
  expect(held).toEqual([41, 41, 12, 3, 1])
  expect(await rows.find('killer')).toMatchObject({ state: 'dead', reason: LAPSED_REPEATEDLY })

  while ((await worker().tick()) > 0) {
    // until nothing is left
  }
  expect(await inbox.stats()).toEqual({ pending: 0, leased: 0, waiting: 0, done: 40, dead: 1 })
  expect(await linesOf(database.db)).not.toContain('killer')
})

test('a killer that was put back to work has all its lives again', async () => {
  const system = parts()
  await system.inbox.insert(event('killer', {}))
  for (let deaths = 0; deaths < MAX_LAPSES; deaths += 1) {
    await dieWith(system)
  }
  expect(await system.rows.revive(['killer'])).toBe(1)
  await dieWith(system)
  expect(await system.rows.find('killer')).toMatchObject({ state: 'pending', lapses: 1 })
})

// Guarantee: a slow store is nobody's fault: events whose worker comes back too late are not counted out.
test('given workers that are slow and alive, then a lease that ran out counts for nothing', async () => {
  const system = parts({ fast: 0, normal: 0 })
  await system.inbox.insert(event('slow', {}))
  for (let round = 0; round < 2 * MAX_LAPSES; round += 1) {
    await dieWith(system)
    await system.worker().tick() // its lease is over before it has done anything
    await waitUntil(async () => {
      await system.worker().reap()
      expect(await system.rows.countState('leased')).toBe(0)
    }, WITHIN)
    const row = await system.rows.find('slow')
    if (row?.state === 'done') {
      break
    }
    expect(row).toMatchObject({ state: 'pending', attempts: 0 })
    expect(row?.lapses ?? 0).toBeLessThan(MAX_LAPSES)
  }
  expect(await system.inbox.stats()).toMatchObject({ dead: 0 })
})

// Guarantee: events that nobody frees are seen: no worker is there.
test('a lease that ran out a minute ago and one that ran out twice raise the alarm', async () => {
  const system = parts()
  const { inbox, rows } = system
  await inbox.insert(event('twice', {}))
  await dieWith(system)
  await dieWith(system)
  expect(await rows.stuckLeases()).toEqual({ overdue: 0, repeated: 1 })

  await inbox.insert(event('held', {}))
  await rows.claim('normal', { limit: 200, leaseMs: 30_000 })
  expect(await rows.stuckLeases()).toEqual({ overdue: 0, repeated: 1 })
  await rows.rows.updateMany({ state: 'leased' }, [
    { $set: { leasedUntil: { $dateSubtract: { startDate: '$$NOW', unit: 'minute', amount: 2 } } } },
  ])
  expect((await rows.stuckLeases()).overdue).toBeGreaterThanOrEqual(1)
})
