import * as fc from 'fast-check'
import type { Wire } from './sealing.js'
import { GUNS, type Gun, type Shot } from './shots.js'
import { useTarget, type Target } from './target.js'

/*
 * Guarantee: whatever is sent to a callback or to the open API, the answer is no 5xx, comes within a moment, and a row is
 * stored only for what was told to be taken.
 */

const SEED = Number(process.env.HUIKE_FUZZ_SEED ?? Date.now() % 2 ** 31)
const BATCH = 100
/** At once; more would measure the queue of this process, not the route. */
const PARALLEL = 20
const MAX_ANSWER_MS = 20_000 // many shots at once, on a machine that may be busy
const TIME_MS = 120_000

const target = useTarget('_fuzz')

test('at least 10,000 shots in all, and at least 300 at every callback and open API route', () => {
  const doors = target.now.app.declaredRoutes
    .filter(
      ({ method, access }) => !method.includes('HEAD') && /callback|open-api/.test(access.kind),
    )
    .map(({ method, url }) => `${method} ${url}`)
  expect(GUNS.map(({ door }) => door).sort()).toEqual(doors.sort())
  expect(Math.min(...GUNS.map(({ runs }) => runs))).toBeGreaterThanOrEqual(300)
  expect(GUNS.reduce((sum, { runs }) => sum + runs, 0)).toBeGreaterThanOrEqual(10_000)
})

type Answer = Readonly<{ shot: Shot; status: number; body: string; ms: number }>

async function fire(shot: Shot): Promise<Answer> {
  const { method, url, headers = {}, payload } = shot.wire
  const startedAt = performance.now()
  const answer = await target.now.app.inject({
    ...{ method, url, headers },
    ...(payload === undefined ? {} : { payload }),
  })
  const ms = performance.now() - startedAt
  return { shot, status: answer.statusCode, body: answer.body, ms }
}

/** Keys of the rows that the answers promise. */
function promised({ shot, status, body }: Answer): readonly string[] {
  if (status < 200 || status >= 300) {
    return []
  }
  return shot.wire.url.startsWith('/open/v1/events') ? acceptedOf(shot.wire, body) : shot.keys
}

function acceptedOf({ payload }: Wire, body: string): string[] {
  const { results } = JSON.parse(body) as { results: { status: string }[] }
  const { events } = JSON.parse(String(payload)) as { events: { id: string; source: string }[] }
  return results.flatMap(({ status }, index) => {
    const event = events[index]
    const isStored = ['accepted', 'duplicate', 'conflict'].includes(status) && event !== undefined
    return isStored ? [`open:${event.source}:${event.id}`.toWellFormed()] : []
  })
}

async function storedKeys({ deps }: Target): Promise<string[]> {
  const rows = deps.db.collection<{ _id: string }>('inbox')
  const keys = (await rows.find().project<{ _id: string }>({ _id: 1 }).toArray()).map((r) => r._id)
  await rows.deleteMany({})
  return keys
}

const shown = ({ shot, status, body, ms }: Answer) => ({
  ...{ status, body: body.slice(0, 300), ms: Math.round(ms) },
  request: `${shot.wire.method} ${shot.wire.url.slice(0, 300)}`,
  payload: String(shot.wire.payload ?? '').slice(0, 600),
  keys: shot.keys,
})

async function shootBatch(shots: readonly Shot[]): Promise<number> {
  const answers: Answer[] = []
  for (let from = 0; from < shots.length; from += PARALLEL) {
    answers.push(...(await Promise.all(shots.slice(from, from + PARALLEL).map(fire))))
  }
  const broken = answers.filter(({ status, ms }) => status >= 500 || ms > MAX_ANSWER_MS)
  expect({ seed: SEED, broken: broken.map(shown) }).toEqual({ seed: SEED, broken: [] })
  const stored = await storedKeys(target.now)
  const allowed = new Set(answers.flatMap(promised))
  const extra = stored.filter((key) => !allowed.has(key))
  const lost = [...allowed].filter((key) => !stored.includes(key))
  expect({ seed: SEED, extra, lost }).toEqual({ seed: SEED, extra: [], lost: [] })
  return answers.filter(({ status }) => status < 300).length
}

async function shoot({ near, garbage, runs }: Gun): Promise<Readonly<Record<string, number>>> {
  const taken = { near: 0, garbage: 0 }
  for (const [kind, arbitrary] of Object.entries({ near, garbage })) {
    const makers = fc.sample(arbitrary, { numRuns: runs / 2, seed: SEED })
    for (let from = 0; from < makers.length; from += BATCH) {
      const shots = makers.slice(from, from + BATCH).map((make) => make(target.now))
      taken[kind as keyof typeof taken] += await shootBatch(shots)
    }
  }
  return taken
}

describe.each(GUNS)('$door', (gun) => {
  test(
    `withstands ${gun.runs} shots, half of them garbage, half one mutation from valid`,
    async () => {
      await storedKeys(target.now)
      const taken = await shoot(gun)
      // A stranger's garbage opens nothing; a mutated genuine request must often enough get past the signature.
      expect(gun.door.includes('/callbacks/') ? taken.garbage : 0).toBe(0)
      expect(taken.near).toBeGreaterThan(gun.runs / 40)
      const alive = await target.now.app.inject('/healthz')
      expect(alive.statusCode).toBe(200)
    },
    TIME_MS,
  )
})
