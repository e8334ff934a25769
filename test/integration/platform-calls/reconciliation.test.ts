import { z } from 'zod'
import { systemClock } from '../../../server/platform/clock/index.js'
import { CallFailed } from '../../../server/platform/http-client/index.js'
import {
  reconciliationMigrations,
  roundsRepository,
  runRounds,
  type Comparison,
  type Rounds,
} from '../../../server/platform/reconciliation/index.js'
import { useDatabase } from '../../support/database.js'

const database = useDatabase(reconciliationMigrations)
beforeEach(() => database.empty())

class Killed extends Error {}

/** Kills at the n-th step of a run; every step of a round is one before and one after a write. */
function executioner(dieAt: number) {
  let steps = 0
  const step = () => {
    steps += 1
    if (steps === dieAt) {
      throw new Killed()
    }
  }
  return {
    steps: () => steps,
    step,
    around:
      <Args extends unknown[], Answer>(work: (...args: Args) => Promise<Answer>) =>
      async (...args: Args): Promise<Answer> => {
        step()
        const answer = await work(...args)
        step()
        return answer
      },
  }
}
type Executioner = ReturnType<typeof executioner>

function mortal(rounds: Rounds, { around }: Executioner): Rounds {
  const { open, add, settle, progress, finish } = rounds
  const writes = { add: around(add), settle: around(settle), progress: around(progress) }
  return { ...rounds, ...writes, open: around(open), finish: around(finish) }
}

const PAGES = [['a', 'b', 'c'], ['d', 'e'], ['f'], []]
const SAME = new Set(['b', 'e'])
type World = { sent: string[]; repaired: Set<string>; works: boolean }

/** Compares letters: all but two are unknown here, until their event is worked. */
function comparisonOf(world: World, { around }: Executioner): Comparison<number> {
  const send = around((letter: string) => {
    world.sent.push(letter)
    if (world.works) {
      world.repaired.add(letter)
    }
    return Promise.resolve()
  })
  return {
    subject: 'letters',
    progress: z.int(),
    begin: () => 0,
    sentenceOf: ({ seen, unknown, repaired }) => `${seen} ${unknown} ${repaired}`,
    async step(page, report) {
      const letters = PAGES[page] ?? []
      const found = letters.filter((one) => !SAME.has(one) && !world.repaired.has(one))
      await report(
        found.map((key) => ({
          key,
          kind: 'unknown',
          about: { type: 'letter', id: key },
          note: '这里没有',
          isRepairable: true,
        })),
      )
      for (const letter of found) {
        await send(letter)
      }
      return { seen: letters.length, next: page + 1 < PAGES.length ? page + 1 : null }
    },
  }
}

/** A job: its cursor is all that a killed run leaves behind. */
async function round(world: World, death: Executioner, job: { cursor: string | null }) {
  const run = runRounds({
    rounds: mortal(roundsRepository(database.db), death),
    clock: systemClock,
  })
  const save = death.around((cursor: string | null) => {
    job.cursor = cursor
    return Promise.resolve()
  })
  return run(comparisonOf(world, death), {
    cursor: job.cursor,
    saveCursor: save,
    isStopping: () => false,
  })
}

const NEVER = Number.POSITIVE_INFINITY
const expected = { seen: 6, unknown: 4, changed: 0, missing: 0, repaired: 4 }
const rounds = () => roundsRepository(database.db).list({ limit: 10 })

// Guarantee: a round that is killed at any moment goes on, sends every difference, and counts each once, whether the
// pipeline has worked what was sent before the kill or not.
test.each([true, false])(
  'killed before and after every write, a round ends with the same report (worked at once: %s)',
  async (works) => {
    const whole = executioner(NEVER)
    await round({ sent: [], repaired: new Set(), works }, whole, { cursor: null })
    expect(await rounds()).toMatchObject([{ ...expected, state: 'done' }])
    expect(whole.steps()).toBeGreaterThan(30)
    // after its very last write a round is over, and what runs next is another one
    for (let dieAt = 1; dieAt < whole.steps(); dieAt += 1) {
      await database.empty()
      const world: World = { sent: [], repaired: new Set(), works }
      const job = { cursor: null }
      await expect(round(world, executioner(dieAt), job)).rejects.toBeInstanceOf(Killed)
      await round(world, executioner(NEVER), job)
      const [last, ...before] = await rounds()
      expect({ dieAt, round: last }).toMatchObject({ round: { ...expected, state: 'done' } })
      expect({ dieAt, before }).toEqual({ dieAt, before: [] })
      expect({ dieAt, sent: [...new Set(world.sent)].sort() }).toMatchObject({
        sent: ['a', 'c', 'd', 'f'],
      })
      expect(job.cursor).toBeNull()
    }
  },
)

test('a platform that wants a pause is not waited for: the round stays where it is', async () => {
  const job = { cursor: null as string | null }
  const run = runRounds({ rounds: roundsRepository(database.db), clock: systemClock })
  let isLimited = true
  const world: World = { sent: [], repaired: new Set(), works: true }
  const calm = comparisonOf(world, executioner(NEVER))
  const limited: Comparison<number> = {
    ...calm,
    step(page, report) {
      if (isLimited && page === 1) {
        const pause = { api: 'x', effect: 'none', retriable: true, retryAfterMs: 60_000 } as const
        throw new CallFailed('wecom-frequency-limited', pause)
      }
      return calm.step(page, report)
    },
  }
  const context = () => ({
    cursor: job.cursor,
    saveCursor: (cursor: string | null) => Promise.resolve(void (job.cursor = cursor)),
    isStopping: () => false,
  })
  expect(await run(limited, context())).toContain('过一会儿接着来')
  expect(await rounds()).toMatchObject([{ state: 'running', seen: 3, unknown: 2, repaired: 2 }])
  isLimited = false
  expect(await run(limited, context())).toBe('6 4 4')
  expect(world.sent).toEqual(['a', 'c', 'd', 'f'])
})

test('a stopping process leaves the round to the next one', async () => {
  const job = { cursor: null as string | null }
  const run = runRounds({ rounds: roundsRepository(database.db), clock: systemClock })
  const world: World = { sent: [], repaired: new Set(), works: true }
  let pages = 0
  const context = (isStopping: () => boolean) => ({
    cursor: job.cursor,
    saveCursor: (cursor: string | null) => Promise.resolve(void (job.cursor = cursor)),
    isStopping,
  })
  const work = comparisonOf(world, executioner(NEVER))
  const halfway = await run(
    work,
    context(() => (pages += 1) > 2),
  )
  expect(halfway).toBe('核对到一半，下次接着来')
  await run(
    work,
    context(() => false),
  )
  expect(await rounds()).toMatchObject([{ ...expected, state: 'done' }])
})

test('a cursor of another shape begins anew, and the old round is not left running', async () => {
  const repository = roundsRepository(database.db)
  await repository.open('rec_0000000000000000000000', { subject: 'letters', now: new Date(0) })
  const world: World = { sent: [], repaired: new Set(), works: true }
  await round(world, executioner(NEVER), { cursor: '{"page":"three"}' })
  expect((await rounds()).map(({ state }) => state)).toEqual(['done', 'broken-off'])
})

// Guarantee: no unbounded documents: the report of a bad night is as small as any, its counts are of everything.
test('of many differences the first 200 are kept and all are counted', async () => {
  const repository = roundsRepository(database.db)
  const many = Array.from({ length: 450 }, (_, n) => ({
    key: `n${n}`,
    kind: n % 3 === 0 ? ('missing' as const) : ('changed' as const),
    about: { type: 'number', id: `n${n}` },
    note: '不一样',
    isRepairable: n % 3 !== 0,
  }))
  const comparison: Comparison<number> = {
    subject: 'numbers',
    progress: z.int(),
    begin: () => 0,
    sentenceOf: () => '好了',
    async step(page, report) {
      await report(many.slice(page * 100, page * 100 + 100))
      return { seen: 100, next: page < 4 ? page + 1 : null }
    },
  }
  const context = { cursor: null, saveCursor: async () => undefined, isStopping: () => false }
  await runRounds({ rounds: repository, clock: systemClock })(comparison, context)
  const [done] = await rounds()
  expect(done).toMatchObject({ seen: 500, changed: 300, missing: 150, repaired: 300 })
  const kept = await repository.differencesOf(done?.roundId ?? 'rec_')
  expect(kept).toHaveLength(200)
  expect(new Set(kept.map(({ page }) => page))).toEqual(new Set([0, 1]))
  expect(await database.db.collection('reconciliation_differences').countDocuments()).toBe(200)
})
