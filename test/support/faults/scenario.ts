import type { House } from './house.js'
import type { Run } from './run.js'
import type { Stage } from './stage.js'

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

/** A check with the name of what it protects: a planted bug is caught by this sentence. */
export async function mustHold(sentence: string, check: () => Promise<void>): Promise<void> {
  try {
    await check()
  } catch (error) {
    throw new Error(`${sentence}: ${error instanceof Error ? error.message : String(error)}`)
  }
}
