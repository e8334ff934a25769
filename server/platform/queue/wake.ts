/** Wakes a sleeping loop of this process at once; the loop also wakes by itself, so a lost signal costs only time. */
export type WakeSignal = {
  signal(): void
  /** Resolves at the next signal (also one given since the last wait) or after `ms`. */
  wait(ms: number): Promise<void>
}

export function wakeSignal(): WakeSignal {
  let isSet = false
  let wake: (() => void) | undefined
  return {
    signal() {
      isSet = true
      wake?.()
    },
    async wait(ms) {
      if (!isSet) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
      wake = undefined
      isSet = false
    },
  }
}
