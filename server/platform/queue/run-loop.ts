import { setTimeout as sleep } from 'node:timers/promises'
import type { WakeSignal } from './wake.js'

export type Loop = {
  /** Takes nothing new, finishes what is in hand. */
  stop(): Promise<void>
}

type Options = Readonly<{
  /** Works one batch and answers how many rows it found: 0 lets the loop sleep. */
  tick(): Promise<number>
  wake: WakeSignal
  /** Longest sleep: a lost signal costs no more than this. */
  idleMs: number
  onError(error: unknown): void
}>

const PAUSE_AFTER_ERROR_MS = 500

/** Ticks until stopped: at once while there is work, else at the next signal. An error is reported and never ends it. */
export function runLoop({ tick, wake, idleMs, onError }: Options): Loop {
  let isStopped = false
  const run = async () => {
    while (!isStopped) {
      try {
        if ((await tick()) === 0 && !isStopped) {
          await wake.wait(idleMs)
        }
      } catch (error) {
        onError(error)
        await sleep(PAUSE_AFTER_ERROR_MS)
      }
    }
  }
  const finished = run()
  return {
    async stop() {
      isStopped = true
      wake.signal()
      await finished
    },
  }
}
