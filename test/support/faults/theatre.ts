import { audit } from '../../../scripts/audit/index.js'
import { takeBaseline } from './baseline.js'
import type { Planned } from './plan.js'
import type { Plant } from './plant.js'
import { brokenPromises } from './promises.js'
import { openRun } from './run.js'
import type { Scenario } from './scenario.js'
import type { Stage } from './stage.js'
import { tape, type Entries } from './tape.js'

/**
 * Plays the scenario once under these faults and checks everything; answers what it recorded. Throws what is wrong, and
 * `NotTheSame` when it did other commands than `recorded` before its first fault.
 */
export type Play = (faults: Planned, recorded?: Entries) => Promise<Entries>

/** This run did other commands than the recorded one before its fault: it says nothing about that command. */
export class NotTheSame extends Error {
  constructor(detail: string) {
    super(`not deterministic: ${detail}`)
  }
}

/** Prepares a scenario for any number of plays; `plant` breaks the product on purpose. */
export async function openTheatre<Given, Begun>(
  scenario: Scenario<Given, Begun>,
  stage: Stage,
  plant?: Plant,
): Promise<Play> {
  await stage.reset()
  const given = await scenario.given(stage.house, stage)
  await stage.house.work()
  const baseline = await takeBaseline(stage.db)
  const touched = new Set<string>()
  const ground = { ...stage.ground, ...(plant === undefined ? {} : { plant: plant(stage) }) }

  return async (faults, recorded) => {
    const film = tape(faults)
    await baseline.restore(new Set([...touched, ...stage.touched]))
    const begun = await scenario.begin(given, stage)
    const run = openRun(ground, film)
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

async function requirePromises({ db }: Stage, acknowledged: readonly string[]): Promise<void> {
  const broken = await brokenPromises(db, acknowledged)
  const found = await audit(db)
  const all = [...broken, ...found.map((one) => `${one.invariant}: ${one.subject} ${one.detail}`)]
  if (all.length > 0) {
    throw new Error(all.join('; '))
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
