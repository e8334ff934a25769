import { nameOf, planOf, randomFrom } from './plan.js'
import { announce, report, type CrashResult } from './report.js'
import type { Scenario } from './scenario.js'
import { crashSettings } from './settings.js'
import { openStage, type Stage } from './stage.js'
import { NotTheSame, openTheatre, type Play } from './theatre.js'

/** A slow machine must not fail; whoever runs the tests ends a hang. */
const HOUR_MS = 60 * 60_000
const MAX_SHOWN = 10
const MAX_PLAYED = 6
/** What of a plan does not fit into this is left to other seeds and to `npm run crash -- --all`. */
const BUDGET_MS = 7_000
/** Far beyond the slowest play: what takes longer waits for something that does not come. */
const PLAY_MS = 3 * 60_000

/** A play that does not end; nothing can be played after it, because it still holds the stage. */
class NoEnd extends Error {}

let stage: Stage | undefined
afterAll(async () => stage?.close())

/** One line per scenario: `crashTest('order created', orderCreated)`. */
export function crashTest<Given, Begun>(name: string, scenario: Scenario<Given, Begun>): void {
  test(
    `${name}: every fault at every command leads to the same end`,
    async () => {
      stage ??= await openStage()
      const result = await playAll(name, await openTheatre(scenario, stage))
      report(result)
      expect(result.failures.slice(0, MAX_SHOWN)).toEqual([])
    },
    HOUR_MS,
  )
}

async function playAll(name: string, play: Play): Promise<CrashResult> {
  const { all, seed, pairs } = crashSettings()
  const startedAt = performance.now()
  await play([]) // what is made at the first use of a database is made now
  const recorded = await play([])
  const plan = shuffled(planOf(recorded, { all, pairs, seed }), randomFrom(seed))
  announce(name, recorded, plan.length)
  const failures: string[] = []
  const isOver = () => !all && performance.now() - startedAt > BUDGET_MS
  let runs = 0
  for (const faults of plan) {
    if (isOver()) {
      break
    }
    runs += 1
    try {
      await playSame(() => play(faults, recorded))
    } catch (error) {
      failures.push(`${nameOf(faults, recorded)}: ${messageOf(error)}`)
      process.stderr.write(`crash: ${name}: ${failures.at(-1)}\n`)
      if (error instanceof NoEnd) {
        break
      }
    }
  }
  return {
    name,
    commands: recorded.database.length,
    calls: recorded.platform.length,
    runs,
    planned: plan.length,
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
      await inTime(play())
      return
    } catch (error) {
      if (!(error instanceof NotTheSame) || attempt >= MAX_PLAYED) {
        throw error
      }
    }
  }
}

async function inTime(play: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new NoEnd(`has not ended after ${PLAY_MS} ms`)), PLAY_MS)
  })
  await Promise.race([play, over]).finally(() => clearTimeout(timer))
}

/** Another order with another seed, so that what does not fit is not always the same. */
function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
}

export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)
