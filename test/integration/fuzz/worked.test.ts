import * as fc from 'fast-check'
import { GUNS } from './shots.js'
import { useTarget } from './target.js'

const SEED = Number(process.env.HUIKE_FUZZ_SEED ?? Date.now() % 2 ** 31)
const SHOTS = 150
const MAX_TURNS = 60

const target = useTarget('_fuzz_worked')

type Row = Readonly<{ _id: string; state: string; type: string; reason?: string }>

/** Codes of refusals: what the product says when it knows why. Anything else is a surprise. */
const KNOWN = /^[a-z][a-z0-9-]+$/

// Guarantee: what the door takes, the worker can read: nothing that was accepted stops it or dies of a surprise.
test.each([
  'POST /callbacks/wecom',
  'POST /callbacks/mini',
  'POST /callbacks/pay/transactions',
  'POST /open/v1/events',
])(
  'what %s has taken is worked, waits or is dead with a reason of ours',
  async (door) => {
    const { app, deps } = target.now
    const rows = deps.db.collection<Row>('inbox')
    await rows.deleteMany({})
    const gun = GUNS.find((one) => one.door === door)
    const shots = gun === undefined ? [] : fc.sample(gun.near, { numRuns: SHOTS, seed: SEED })
    for (const make of shots) {
      const { method, url, headers = {}, payload = '' } = make(target.now).wire
      await app.inject({ method, url, headers, payload })
    }
    expect(await rows.countDocuments()).toBeGreaterThan(SHOTS / 10)
    let turns = 0
    while (turns < MAX_TURNS && (await deps.hand.inbox()) > 0) {
      turns += 1
    }
    expect({ seed: SEED, turns: turns < MAX_TURNS }).toEqual({ seed: SEED, turns: true })
    const all = await rows.find().toArray()
    const surprising = all.filter(({ reason }) => reason !== undefined && !KNOWN.test(reason))
    const shown = surprising.map(({ type, state, reason }) => ({ type, state, reason }))
    expect({ seed: SEED, surprising: shown }).toEqual({ seed: SEED, surprising: [] })
    expect(all.filter(({ state }) => state === 'leased')).toEqual([])
  },
  120_000,
)
