import { audit } from '../../../scripts/audit/index.js'
import { nameOf, planOf, type Planned } from './plan.js'
import { openRun, type Run } from './run.js'
import { openStage, type Stage } from './stage.js'
import { takeBaseline } from './baseline.js'
import { tape, type Entries } from './tape.js'
import type { House } from './house.js'
import { crashSettings } from './settings.js'
import { brokenPromises } from './promises.js'
import { announce, report, type CrashResult } from './report.js'

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
}>

const MINUTES_MS = 60_000
const MAX_SHOWN = 10
const MAX_PLAYED = 6

let stage: Stage | undefined
afterAll(async () => stage?.close())

/** One line per scenario: `crashTest('order created', orderCreated)`. */
export function crashTest<Given, Begun>(name: string, scenario: Scenario<Given, Begun>): void {
  const settings = crashSettings()
  if (settings.only !== null && !name.includes(settings.only)) {
    return
  }
  test(
    `${name}: every fault at every command leads to the same end`,
    async () => {
      stage ??= await openStage()
      await stage.reset()
      const result = await playAll(name, scenario, stage)
      report(result)
      expect(result.failures.slice(0, MAX_SHOWN)).toEqual([])
    },
    settings.all ? 60 * MINUTES_MS : 10 * MINUTES_MS,
  )
}

async function playAll<Given, Begun>(
  name: string,
  scenario: Scenario<Given, Begun>,
  stage: Stage,
): Promise<CrashResult> {
  const { all, seed, pairs } = crashSettings()
  const startedAt = performance.now()
  const play = await open(scenario, stage)
  await play([]) // what is made at the first use of a database is made now
  const recorded = await play([])
  const plan = planOf(recorded, { all, pairs, seed })
  announce(name, recorded, plan.length)
  const failures: string[] = []
  if (process.env.CRASH_DRY !== undefined) {
    plan.length = Number(process.env.CRASH_DRY)
  }
  for (const faults of plan) {
    try {
      await playSame(() => play(faults, recorded))
    } catch (error) {
      failures.push(`${nameOf(faults, recorded)}: ${messageOf(error)}`)
      process.stdout.write(`crash: ${name}: ${failures.at(-1)}\n`)
    }
  }
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

/** Platform calls run beside each other, so now and then a command overtakes another one: then it is played again. */
async function playSame(play: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await play()
      return
    } catch (error) {
      if (!(error instanceof NotTheSame) || attempt >= MAX_PLAYED) {
        throw error
      }
    }
  }
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)

async function open<Given, Begun>(scenario: Scenario<Given, Begun>, stage: Stage) {
  const given = await scenario.given(stage.house, stage)
  await stage.house.work()
  const baseline = await takeBaseline(stage.db)
  const touched = new Set<string>()

  return async (faults: Planned, recorded?: Entries): Promise<Entries> => {
    const film = tape(faults)
    await baseline.restore(new Set([...touched, ...stage.touched]))
    const begun = await scenario.begin(given, stage)
    const run = openRun(stage.ground, film)
    await run.begin()
    film.start()
    try {
      const acknowledged = await scenario.play(run, begun, stage)
      await run.work()
      film.stop()
      await requirePromises(stage, acknowledged)
      await scenario.end(begun, stage)
      requireSame(film.entries, { recorded, faults, struck: film.struck })
    } finally {
      film.stop()
      film.touched.forEach((name) => touched.add(name))
      await run.end()
    }
    return film.entries
  }
}

async function requirePromises(stage: Stage, acknowledged: readonly string[]): Promise<void> {
  const broken = await brokenPromises(stage.db, acknowledged)
  const found = await audit(stage.db)
  const all = [...broken, ...found.map((one) => `${one.invariant} ${one.subject}: ${one.detail}`)]
  if (all.length > 0) {
    throw new Error(all.join('; '))
  }
}

/** This run did other commands than the recorded one before its fault: it says nothing about that command. */
class NotTheSame extends Error {
  constructor(detail: string) {
    super(`not deterministic: ${detail}`)
  }
}

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
    throw new NotTheSame('the command never came')
  }
  const { channel, index } = first
  for (let at = 0; at <= index; at += 1) {
    const [was, is] = [recorded[channel][at]?.what, played[channel][at]?.what]
    if (was !== is) {
      throw new NotTheSame(`${channel} command ${at} was ${was} and is ${is}`)
    }
  }
}
