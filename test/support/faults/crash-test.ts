import { audit } from '../../../scripts/audit/index.js'
import type { Life } from './life.js'
import { nameOf, planOf, type Planned } from './plan.js'
import { openRun, type Run } from './run.js'
import { openStage, type Stage } from './stage.js'
import { takeBaseline, type Baseline } from './baseline.js'
import { tape, type Entries, type Entry } from './tape.js'
import type { House } from './house.js'
import { crashSettings } from './settings.js'
import { brokenPromises } from './promises.js'
import { report } from './report.js'

/** One story with its end, played once without and then with every fault. */
export type Scenario<Given, Begun = Given> = Readonly<{
  /** Once: what the shop has before. Made by the product itself; each run begins with it. */
  given(house: House, stage: Stage): Promise<Given>
  /** Before each run, out of the tape's sight: what people do in WeChat that the product is about to be told. */
  begin(given: Given, stage: Stage): Promise<Begun>
  /** What callers and the process do: the part that is recorded and broken. Answers the keys of acknowledged events. */
  play(run: Run, begun: Begun, stage: Stage): Promise<readonly string[]>
  /** The one end that every run must come to; throws what is wrong. */
  end(begun: Begun, stage: Stage): Promise<void>
  /** Also breaks the reading of access tokens, which else depends on a cache's age: each run begins with a new process. */
  isCold?: boolean
}>

const MINUTES_MS = 60_000
const MAX_SHOWN = 10

/** One line per scenario: `crashTest('order created', orderCreated)`. */
export function crashTest<Given, Begun>(name: string, scenario: Scenario<Given, Begun>): void {
  const settings = crashSettings()
  if (settings.only !== null && !name.includes(settings.only)) {
    return
  }
  test(
    `${name}: every fault at every command leads to the same end`,
    async () => {
      const stage = await openStage(name)
      try {
        const result = await playAll(name, scenario, stage)
        report(result)
        expect(result.failures.slice(0, MAX_SHOWN)).toEqual([])
      } finally {
        await stage.close()
      }
    },
    settings.all ? 60 * MINUTES_MS : 10 * MINUTES_MS,
  )
}

async function playAll<Given, Begun>(
  name: string,
  scenario: Scenario<Given, Begun>,
  stage: Stage,
) {
  const { all, seed, pairs } = crashSettings()
  const theatre = await open(scenario, stage)
  await theatre.play([]) // warms up what a process does once
  const { entries: recorded } = await theatre.play([])
  if (process.env.HUIKE_CRASH_DEBUG) process.stdout.write(JSON.stringify(recorded) + '\n')
  const plan = planOf(recorded, { everyKill: all, pairs, seed })
  const startedAt = performance.now()
  const failures: string[] = []
  for (const faults of plan) {
    if (process.env.HUIKE_CRASH_DEBUG) process.stdout.write(`${Date.now() % 1000000} ${nameOf(faults, recorded)}\n`)
    const failure = await theatre.play(faults, recorded).then(
      () => null,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    )
    if (failure !== null) {
      failures.push(`${nameOf(faults, recorded)}: ${failure}`)
    }
  }
  await theatre.close()
  return {
    name,
    commands: recorded.database.length,
    calls: recorded.platform.length,
    runs: plan.length,
    pairs,
    seed,
    seconds: (performance.now() - startedAt) / 1000,
    failures,
  }
}

async function open<Given, Begun>(scenario: Scenario<Given, Begun>, stage: Stage) {
  const given = await scenario.given(stage.house, stage)
  await stage.house.work()
  const baseline: Baseline = await takeBaseline(stage.db)
  const touched = new Set<string>()
  let spare: Life | null = null

  async function play(faults: Planned, recorded?: Entries) {
    const film = tape({ faults, ...(scenario.isCold === true ? {} : { ignores: isTokenRead }) })
    await baseline.restore(touched)
    const begun = await scenario.begin(given, stage)
    if (scenario.isCold === true) {
      await spare?.end()
      spare = null
    }
    const run = openRun({ ground: stage.ground, tape: film, life: spare })
    spare = null
    await run.begin()
    film.start()
    try {
      const acknowledged = await scenario.play(run, begun, stage)
      await run.work()
      film.stop()
      requireSame(film.entries, { recorded, faults, struck: film.struck })
      await requirePromises(stage, acknowledged)
      await scenario.end(begun, stage)
    } finally {
      film.stop()
      film.touched.forEach((name) => touched.add(name))
      spare = await run.release()
    }
    return film
  }
  return { play, close: async () => void (await spare?.end()) }
}

async function requirePromises(stage: Stage, acknowledged: readonly string[]): Promise<void> {
  const broken = await brokenPromises(stage.db, acknowledged)
  const found = await audit(stage.db)
  const all = [...broken, ...found.map((one) => `${one.invariant} ${one.subject}: ${one.detail}`)]
  if (all.length > 0) {
    throw new Error(all.join('; '))
  }
}

/** A process reads its token again after some seconds: when, depends on the machine. */
const isTokenRead = ({ what }: Entry): boolean => what.endsWith('platform_tokens')

/** Up to the first fault a run must do what the recorded one did; else nothing is proved by it. */
function requireSame(
  played: Entries,
  { recorded, faults, struck }: { recorded: Entries | undefined; faults: Planned; struck: number },
): void {
  const [first] = faults
  if (recorded === undefined || first === undefined) {
    return
  }
  if (struck === 0) {
    throw new Error('not deterministic: the command never came')
  }
  const { channel, index } = first
  for (let at = 0; at <= index; at += 1) {
    const [was, is] = [recorded[channel][at]?.what, played[channel][at]?.what]
    if (was !== is) {
      throw new Error(`not deterministic: ${channel} command ${at} was ${was} and is ${is}`)
    }
  }
}
