import { messageOf } from './crash-test.js'
import { nameOf, type Planned } from './plan.js'
import type { Plant } from './plant.js'
import type { Scenario } from './scenario.js'
import { openStage, type Stage } from './stage.js'
import type { Entries } from './tape.js'
import { openTheatre } from './theatre.js'

let stage: Stage | undefined
afterAll(async () => stage?.close())

type PlantedTest<Given, Begun> = Readonly<{
  scenario: Scenario<Given, Begun>
  plant: Plant
  /** The faults that bring it to light, of those that the harness makes by itself; none: the story alone is enough. */
  under(recorded: Entries): readonly Planned[]
  /** The sentence of the invariant that catches it. */
  caughtBy: RegExp
}>

const TIMEOUT_MS = 30 * 60_000

/** The harness finds the bug by this invariant, and nothing is found where it is not planted. */
export function plantedTest<Given, Begun>(
  name: string,
  { scenario, plant, under, caughtBy }: PlantedTest<Given, Begun>,
): void {
  test(
    `${name} is caught by ${caughtBy.source}`,
    async () => {
      stage ??= await openStage()
      const sound = await openTheatre(scenario, stage)
      await sound([])
      const recorded = await sound([])
      const plays = under(recorded)
      expect(plays.length).toBeGreaterThan(0)
      for (const faults of plays) {
        await sound(faults)
      }
      const spoilt = await openTheatre(scenario, stage, plant)
      // A bug may move commands: then its own record says where they are.
      const own = await spoilt([]).catch(() => recorded)
      const found: string[] = []
      for (const faults of under(own)) {
        const message = await spoilt(faults).then(() => 'nothing found', messageOf)
        found.push(`${nameOf(faults, own)}: ${message}`)
      }
      expect(found).toContainEqual(expect.stringMatching(caughtBy))
    },
    TIMEOUT_MS,
  )
}
