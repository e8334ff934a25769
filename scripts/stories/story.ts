import type { SystemClients } from '../clients/system-clients.js'
import { waitUntil } from '../clients/wait-until.js'

/** A business story: steps that happen to a running system, each told with what arrived and what was written. */
export type Story = Readonly<{
  name: string
  /** One line, for the list. */
  title: string
  play: (scene: Scene) => Promise<void>
}>

/** `size`: how large whoever plays wants it, where a story has a size; without: as it is told. */
export type Scene = Readonly<{ system: SystemClients; step: Step; size?: number }>

/** Says what a step led to. */
export type Tell = Readonly<{
  /** A request or a callback that came in. */
  arrived(line: string): void
  /** What the system keeps because of it. */
  written(line: string): void
}>

/**
 * One step: `act` happens once; `see` looks until it finds what is told, at most `withinMs`, and answers what later steps
 * need. It throws, best by `must`, as long as it does not.
 */
export type Step = <Acted, Seen>(
  title: string,
  parts: Readonly<{
    act: () => Promise<Acted>
    see: (acted: Acted, tell: Tell) => Promise<Seen>
    withinMs?: number
  }>,
) => Promise<Seen>

export type ToldLine = Readonly<{ kind: 'arrived' | 'written'; text: string }>
export type ToldStep = Readonly<{
  number: number
  title: string
  startedAt: Date
  tookMs: number
  lines: readonly ToldLine[]
}>

/** A step that did not come out as told. */
export class StoryBroken extends Error {
  constructor(
    readonly step: string,
    cause: unknown,
  ) {
    super(`"${step}" did not come out as told: ${cause instanceof Error ? cause.message : cause}`, {
      cause,
    })
    this.name = 'StoryBroken'
  }
}

const DEFAULT_WITHIN_MS = 10_000

/** Throws with this sentence unless it is so. */
export function must(isSo: boolean, sentence: string): asserts isSo {
  if (!isSo) {
    throw new Error(sentence)
  }
}

/** Plays a story and answers its steps; `onStep` is called with each as soon as it has come out. Throws `StoryBroken`. */
export async function playStory(
  story: Story,
  system: SystemClients,
  onStep: (step: ToldStep) => void = () => undefined,
  size?: number,
): Promise<ToldStep[]> {
  const told: ToldStep[] = []
  const step: Step = async (title, { act, see, withinMs = DEFAULT_WITHIN_MS }) => {
    const startedAt = new Date()
    try {
      const acted = await act()
      const { seen, lines } = await waitUntil(() => lookOnce(acted, see), { withinMs })
      const tookMs = Date.now() - startedAt.getTime()
      const done = { number: told.length + 1, title, startedAt, tookMs, lines }
      told.push(done)
      onStep(done)
      return seen
    } catch (error) {
      throw new StoryBroken(title, error)
    }
  }
  await story.play({ system, step, ...(size === undefined ? {} : { size }) })
  return told
}

/** A look that fails has told nothing. */
async function lookOnce<Acted, Seen>(
  acted: Acted,
  see: (acted: Acted, tell: Tell) => Promise<Seen>,
): Promise<{ seen: Seen; lines: ToldLine[] }> {
  const lines: ToldLine[] = []
  const seen = await see(acted, {
    arrived: (text) => void lines.push({ kind: 'arrived', text }),
    written: (text) => void lines.push({ kind: 'written', text }),
  })
  return { seen, lines }
}
