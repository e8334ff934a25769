import type { InjectOptions } from 'fastify'
import type { Answer } from './doors.js'
import { beginLife, LifeOver, type Ground, type Life, type Turn } from './life.js'
import type { Tape } from './tape.js'
import { letTimePass, type Left } from './time-passes.js'

/** Enough for two faults that strike while a process begins, and for two in the same request. */
const MAX_BEGINNINGS = 5
const MAX_ASKED = 6
const MAX_TURNS = 80

/** One play of a scenario, over as many lives of the process as the faults end. */
export type Run = Readonly<{
  /**
   * What a platform or a phone does: asks, and asks again, of the process that is there by then, until it is answered
   * well. `make` is asked each time: WeCom seals anew, a phone keeps its Idempotency-Key. Throws when the last answer
   * is still not one of `accept` (default: 200 to 299).
   */
  insist(
    make: () => InjectOptions | Promise<InjectOptions>,
    accept?: (answer: Answer) => boolean,
  ): Promise<Answer>
  /** Lets the process work until nothing is left to do, however often it has to be started again. */
  work(): Promise<void>
}>

export type OpenRun = Run &
  Readonly<{
    /** Starts the process, unless one is there. */
    begin(): Promise<void>
    /** Ends what is left of the last life. */
    end(): Promise<void>
  }>

export function openRun(ground: Ground, tape: Tape): OpenRun {
  let life: Life | null = null
  const frozen: Life[] = []

  /** Lets go of a life that is over; one that is only frozen waits to be woken. */
  async function tidy(): Promise<void> {
    if (tape.struck > 0) {
      await life?.lapse()
    }
    if (life === null || life.isWell()) {
      return
    }
    if (life.isFrozen()) {
      frozen.push(life)
    } else {
      await life.end()
    }
    life = null
  }

  async function living(): Promise<Life> {
    await tidy()
    life ??= await begin(ground, tape)
    return life
  }

  /** Others have done everything: now the frozen ones come back and go on where they stood. */
  async function someoneWakes(): Promise<boolean> {
    const waking = frozen.splice(0)
    for (const one of waking) {
      await one.thaw()
      if (one.isFrozen()) {
        frozen.push(one) // the second fault has stopped it once more
      } else {
        await one.end()
      }
    }
    return waking.length > 0
  }

  async function turn(part: Turn): Promise<void> {
    await (await living()).turn(part)
  }

  return {
    begin: async () => void (await living()),

    async insist(make, accept = ({ status }) => status >= 200 && status < 300) {
      let last: Answer | undefined
      for (let asked = 1; asked <= MAX_ASKED; asked += 1) {
        const request = await make()
        const process = await living()
        last = await process.ask(request).catch(goneAway)
        if (last !== undefined && accept(last)) {
          return last
        }
      }
      throw new Error(`never accepted, last answer: ${last?.status} ${last?.body}`)
    },

    async work() {
      for (let turns = 0; turns < MAX_TURNS; turns += 1) {
        await tidy() // what it holds would hold up the passing of time
        const left = await letTimePass(ground.observer)
        if (left.total === 0) {
          if (await someoneWakes()) {
            continue
          }
          return
        }
        if (left.hasLapsed) {
          await turn('reap')
        }
        await turn(nextOf(left))
      }
      throw new Error(`not drained: ${JSON.stringify(await letTimePass(ground.observer))}`)
    },

    async end() {
      await Promise.all([...frozen, life].map((one) => one?.end()))
    },
  }
}

/**
 * One lane at a time: an event that is due two seconds after another one is worked in a later turn, however slow the
 * machine is.
 */
function nextOf({ fastInbox, inbox, outbox }: Left): Turn {
  if (fastInbox > 0) {
    return 'fastInbox'
  }
  if (inbox > 0) {
    return 'normalInbox'
  }
  return outbox > 0 ? 'outbox' : 'jobs'
}

async function begin(ground: Ground, tape: Tape): Promise<Life> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await beginLife(ground, tape)
    } catch (error) {
      if (attempt >= MAX_BEGINNINGS) {
        throw error
      }
    }
  }
}

function goneAway(error: unknown): undefined {
  if (!(error instanceof LifeOver)) {
    throw error
  }
}
